// `npm run bench`: makes everything ready, then measures (see bench/run.mjs for its options); `-- --history` measures a big history, `-- --lanes`
// eight fast lanes in a browser; `-- --gateway` /v1 under load; `-- --catalogue` thousands of models in a browser.
import { build } from "./build.mjs";
import { findBrowser } from "./find-browser.mjs";
import { prepare } from "./prepare.mjs";
import { run } from "./run.mjs";

const env = await prepare();
await build(env);
const browser = await findBrowser(env);
const given = process.argv.slice(2);
// The big history starts a PostgreSQL, whose code is the tests' TypeScript.
const history = ["--import", "./e2e/upstreams/run-typescript.mjs", "bench/history.mjs"];
const modes = {
  "--lanes": "bench/lanes.mjs",
  "--gateway": "bench/gateway.mjs",
  "--catalogue": "bench/catalogue.mjs",
};
const mode = Object.keys(modes).find((name) => given.includes(name));
const args = given.includes("--history")
  ? history
  : [mode === undefined ? "bench/run.mjs" : modes[mode], ...given];
const { code } = await run("node", args, { env: { ...env, CHROMIUM_PATH: browser } });
process.exit(code);
