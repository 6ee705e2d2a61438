import { defineConfig, type Project } from "@playwright/test";
import type { Options } from "./e2e/support/test";
import { isPostgresTested } from "./scripts/locate-postgres.mjs";

/** What people do, once more with two processes of the app on one PostgreSQL. */
const onTwoInstances: Project<Options> = {
  name: "two instances",
  testMatch: ["answering", "gone", "lane-settings", "faults", "instances", "shared-catalogue", "history"].map(
    (name) => `**/${name}.spec.ts`,
  ),
  use: { instances: 2 },
};

if (!isPostgresTested())
  process.stdout.write("Skipped: two instances on PostgreSQL, which is not installed.\n");

/** The tests use the built app (`npm run build` first); each starts a server of its own on a free port. */
export default defineConfig<Options>({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  // On a machine that does nothing else a second try tells a slow moment from a fault; it is reported as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [["list"]],
  projects: [
    { name: "one process", testIgnore: ["**/instances.spec.ts", "**/shared-catalogue.spec.ts"] },
    ...(isPostgresTested() ? [onTwoInstances] : []),
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH === undefined ? {} : { executablePath: process.env.CHROMIUM_PATH }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
