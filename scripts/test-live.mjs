// `npm run test:live`: tries every enabled provider's row on the real service, and says which ones could not be.
import { createRequire } from "node:module";
import { prepare, runTool } from "./prepare.mjs";

const env = await prepare();
// The variables of the same `.env` files that the app reads.
const { loadEnvConfig } = createRequire(import.meta.url)("@next/env");
const { combinedEnv } = loadEnvConfig(process.cwd(), false, { info() {}, error: console.error });
const { code } = await runTool({ ...combinedEnv, ...env }, "vitest", [
  "run",
  "--config",
  "vitest.live.config.ts",
]);
process.exit(code);
