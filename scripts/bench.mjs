// `npm run bench`: makes everything ready, then measures (see bench/run.mjs for its options).
import { build } from "./build.mjs";
import { findBrowser } from "./find-browser.mjs";
import { prepare } from "./prepare.mjs";
import { run } from "./run.mjs";

const env = await prepare();
await build(env);
const browser = await findBrowser(env);
const args = ["bench/run.mjs", ...process.argv.slice(2)];
const { code } = await run("node", args, { env: { ...env, CHROMIUM_PATH: browser } });
process.exit(code);
