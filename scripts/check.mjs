// `npm run check`: format, lint and types, in seconds.
import { prepare, runTool } from "./prepare.mjs";
import { say } from "./run.mjs";

/** Runs all checks even when one fails, so that everything wrong is seen at once. */
export async function check(env) {
  say("Format and lint");
  const lint = await runTool(env, "biome", ["check", "--error-on-warnings", "."]);
  say("Types");
  const routes = await runTool(env, "next", ["typegen"]);
  const types = await runTool(env, "tsc", ["--noEmit"]);
  return [lint, routes, types].every(({ code }) => code === 0);
}

if (process.argv[1]?.endsWith("check.mjs")) {
  const ok = await check(await prepare());
  process.exit(ok ? 0 : 1);
}
