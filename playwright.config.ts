import { defineConfig, type Project } from "@playwright/test";
import type { Options } from "./e2e/support/test";
import { isNginxTested } from "./scripts/locate-nginx.mjs";
import { isPostgresTested } from "./scripts/locate-postgres.mjs";

const specs = (names: readonly string[]) => names.map((name) => `**/${name}.spec.ts`);

/** What is about several processes. */
const ofSeveral = ["instances", "shared-catalogue", "nginx"];

/** What runs on two instances too whenever the tests run: all that the store, the runs or access decide. */
const ofTheStore = [
  "access",
  "answering",
  "attachments",
  "chat-list",
  "gateway",
  "gone",
  "history",
  "lanes",
  "tools",
];

/** What is about one process and cannot run on two, with the reason. */
const ofOneProcess = {
  catalogue: "how a refresh went is known to the process that made it; of two, `shared-catalogue` looks",
  doors: "sends a body without an end, which the proxy before two would read first",
  ending: "tells the one process to end, and looks at how it does",
  killed: "kills a process of its own on SQLite; of two, `instances` does",
  secrets: "searches the one process's log and its SQLite file",
  setup: "runs `npm start`, which serves one process",
  temporary: "a temporary chat lives in the memory of the process that has it (README)",
};

/** What people do, once more with two processes of the app on one PostgreSQL; all of it with E2E_EVERYTHING=1. */
const onTwoInstances: Project<Options> = {
  name: "two instances",
  ...(process.env.E2E_EVERYTHING === undefined ? { testMatch: specs([...ofSeveral, ...ofTheStore]) } : {}),
  testIgnore: specs([...Object.keys(ofOneProcess), ...(isNginxTested() ? [] : ["nginx"])]),
  use: { instances: 2 },
};

if (!isPostgresTested())
  process.stdout.write("Skipped: two instances on PostgreSQL, which is not installed.\n");
else if (!isNginxTested())
  process.stdout.write("Skipped: two instances behind nginx, which is not installed.\n");

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
    { name: "one process", testIgnore: specs(ofSeveral) },
    ...(isPostgresTested() ? [onTwoInstances] : []),
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    // Writing down what every page does takes a third of the time of all tests; the second try of one that failed is told whole.
    trace: "on-first-retry",
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
