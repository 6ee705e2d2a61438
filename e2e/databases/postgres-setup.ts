import type { TestProject } from "vitest/node";
import { startPostgres } from "./start-postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** The server's own database, over which others are made. */
    postgresUrl: string;
  }
}

/** One PostgreSQL for all tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide("postgresUrl", postgres.adminUrl);
  return postgres.stop;
}
