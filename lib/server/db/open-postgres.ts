import "server-only";
import { Kysely, PostgresDialect } from "kysely";
import { Pool, types } from "pg";
import { getLog } from "@/lib/server/log";
import { migrate } from "./migrate";
import { replaceNul } from "./replace-nul";
import type { Database } from "./schema";

const maxConnections = 10;
const connectWithinMs = 5_000;
const oldestVersion = 150_000;

/** The type of `bigint` and of counts. All of ours are times in ms and counts: far below 2^53. */
const bigintType = 20;

/**
 * Connects to the PostgreSQL at `url` and brings it to the newest version.
 * @throws Error when the server is older than version 15
 */
export async function openPostgres(url: string): Promise<Kysely<Database>> {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectWithinMs,
    // One that a firewall has forgotten is noticed while nobody uses it, not by the next request.
    keepAlive: true,
    application_name: "switchyard",
    types: {
      getTypeParser: (type, format) => (type === bigintType ? Number : types.getTypeParser(type, format)),
    },
  });
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on("error", (error) => getLog().warn({ err: error }, "a connection to PostgreSQL broke"));
  // One that breaks in the middle of a transaction fails the next query, and would end the process as well.
  pool.on("connect", (client) =>
    client.on("error", (error) => getLog().debug({ err: error }, "a connection to PostgreSQL broke")),
  );
  const { rows } = await pool.query<{ server_version_num: string }>("show server_version_num");
  const version = Number(rows[0]?.server_version_num);
  if (version < oldestVersion) {
    await pool.end();
    throw new Error(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10_000)}.`);
  }
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins: [replaceNul()] });
  await migrate(db, "postgres");
  return db;
}
