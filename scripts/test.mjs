// `npm test`: everything, in the order in which it fails fastest. The runners' summary lines come last.
import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { findBrowser } from "./find-browser.mjs";
import { requireNginx, requirePostgres } from "./find-servers.mjs";
import { prepare, runTool } from "./prepare.mjs";
import { say } from "./run.mjs";
import { findCrashedFiles, readSummary } from "./test-summary.mjs";

const env = { ...(await prepare()), FORCE_COLOR: "0" };
const isCi = process.env.CI !== undefined;
const times = [];
let hasPostgres = true;
let hasNginx = true;
const summaries = [];

async function stage(name, work) {
  const startedAt = Date.now();
  const ok = await work();
  times.push(`${name} ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  if (!ok) finish(1, name);
}

async function runTests(tool, args, extra) {
  const { code, output } = await runTool(env, tool, args, { capture: true, env: extra });
  const summary = readSummary(tool, output);
  summaries.push(summary);
  const crashed = findCrashedFiles(output);
  if (!isCi || summary.failed > 0 || crashed.length === 0) return code === 0;
  say(`The process of these tests died; a second try: ${crashed.join(", ")}`);
  const again = await runTool(env, tool, [...args, ...crashed], { capture: true, env: extra });
  summaries.push(readSummary(tool, again.output));
  return again.code === 0;
}

function finish(code, failed) {
  say(failed === undefined ? "All stages passed" : `Failed: ${failed}`);
  process.stdout.write(`${times.join(", ")}\n`);
  if (!hasPostgres)
    process.stdout.write("Skipped on PostgreSQL, which is not installed: routes, two instances\n");
  if (!hasNginx) process.stdout.write("Skipped with nginx, which is not installed: its example\n");
  for (const { line } of summaries) process.stdout.write(`${line}\n`);
  const total = (key) => summaries.reduce((sum, summary) => sum + summary[key], 0);
  const skipped = total("skipped") > 0 ? `, ${total("skipped")} skipped` : "";
  // A stage may fail without a failed test: a lint error, a broken build, a file that cannot be loaded.
  const failures = Math.max(total("failed"), code === 0 ? 0 : 1);
  process.stdout.write(`${total("passed")} passed, ${failures} failed${skipped}\n`);
  process.exit(code);
}

await stage("check", () => check(env));
hasPostgres = (await requirePostgres()) !== null;
hasNginx = (await requireNginx()) !== null;
await stage("unit", () => {
  say("Unit tests");
  // On a machine that does nothing else a second try tells a slow moment from a fault; it is reported.
  return runTests("vitest", ["run", ...(isCi ? ["--retry=1"] : [])]);
});
await stage("build", async () => {
  await build(env);
  return true;
});
const browser = await findBrowser(env);
await stage("end-to-end", () => {
  say(`End-to-end tests in ${browser}`);
  return runTests("playwright", ["test"], { CHROMIUM_PATH: browser });
});
finish(0);
