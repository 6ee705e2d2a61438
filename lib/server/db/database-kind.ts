import "server-only";
import { getEnv } from "@/lib/server/env";

/** One machine keeps its data in a SQLite file; many share a PostgreSQL. */
export type DatabaseKind = "sqlite" | "postgres";

/** What `DATABASE_URL` asks for: unset is SQLite. */
export function getDatabaseKind(): DatabaseKind {
  return getEnv().DATABASE_URL === undefined ? "sqlite" : "postgres";
}
