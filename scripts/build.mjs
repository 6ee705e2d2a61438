// Builds the app when its sources are not those of the build that is there.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root, runTool } from "./prepare.mjs";
import { giveUp, say } from "./run.mjs";

const mark = path.join(root, ".next", "switchyard-sources");
const folders = ["app", "components", "lib", "public"];
const files = [
  "package-lock.json",
  "next.config.ts",
  "proxy.ts",
  "instrumentation.ts",
  "tsconfig.json",
  "postcss.config.mjs",
];

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const entryPath = path.join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(entryPath);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [entryPath];
  });
}

function hashSources() {
  const hash = createHash("sha256");
  const paths = [
    ...folders.flatMap((folder) => listFiles(path.join(root, folder))),
    ...files.map((file) => path.join(root, file)),
  ];
  for (const file of paths.filter((candidate) => existsSync(candidate)).sort()) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Makes sure that `.next` is the build of these sources. */
export async function build(env) {
  const sources = hashSources();
  if (existsSync(mark) && readFileSync(mark, "utf8") === sources) return;
  say("Building (one to two minutes, once per version)");
  const { code } = await runTool(env, "next", ["build"]);
  if (code !== 0) giveUp("The build failed. The reason stands above.");
  writeFileSync(mark, sources);
}
