import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { isPostgresTested } from "./scripts/locate-postgres.mjs";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The routes once more, over PostgreSQL. Where there is none that is told, except in CI, where it fails. */
const onPostgres: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: "postgres",
    include: ["app/{api,v1}/**/*.test.ts"],
    globalSetup: ["e2e/databases/postgres-setup.ts"],
  },
};

if (!isPostgresTested())
  process.stdout.write("Skipped: the routes over PostgreSQL, which is not installed.\n");

export default defineConfig({
  resolve: {
    alias: {
      // "server-only" throws outside a React server bundle; under vitest its own empty module stands in.
      "server-only": here("node_modules/server-only/empty.js"),
      "@": here("."),
    },
  },
  test: {
    environment: "node",
    maxWorkers: 2,
    // Far more than any test needs: what is slow on a machine that does other work, too, is no fault.
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{app,components,examples,lib,scripts,e2e}/**/*.test.{ts,tsx,mjs}"] },
      },
      ...(isPostgresTested() ? [onPostgres] : []),
    ],
  },
});
