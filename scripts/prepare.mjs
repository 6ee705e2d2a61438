// Brings what `npm start`, `npm test` and the others need: packages, and a Node that can run them.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import util from "node:util";
import { giveUp, run, say } from "./run.mjs";

const { parseEnv } = util;

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");
const mark = path.join(modules, ".switchyard-install");
const neededNode = 22;
const broughtNode = 24;

/** Warnings about the engine would speak of the Node that is here, not of the one that is brought. */
const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];

const majorOf = (version) => Number(version.replace(/^v/, "").split(".")[0]);

/** Installs the packages that package-lock.json names, when they are not those that are there. */
async function installPackages() {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  say("Installing packages (about a minute, once)");
  // Not `npm ci`: it refuses a lock file that does not list the optional packages of every other platform.
  const { code } = await run("npm", ["install", "--no-save", ...quiet]);
  if (code !== 0)
    giveUp("The packages could not be installed. npm says why above; check the network, then try again.");
  mkdirSync(modules, { recursive: true });
  writeFileSync(mark, lock);
}

/** The Node to run the product with: this one, or a newer one that npm brings as a package. */
async function findNode() {
  if (majorOf(process.version) >= neededNode) return process.execPath;
  const brought = path.join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node");
  if (existsSync(brought)) return brought;
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}@${broughtNode}`;
  say(`This is Node ${process.version}; bringing Node ${broughtNode} from npm (once)`);
  const { code } = await run("npm", ["install", "--no-save", ...quiet, name]);
  if (code !== 0 || !existsSync(brought)) {
    giveUp(
      `Switchyard needs Node ${neededNode} or newer, and npm has none for this machine. Install it from nodejs.org.`,
    );
  }
  return brought;
}

/** The scripts themselves need `util.parseEnv`. */
export function requireOwnNode() {
  if (parseEnv === undefined)
    giveUp("Switchyard needs Node 20.12 or newer to set itself up. Install it from nodejs.org.");
}

/** Makes everything ready. Returns the environment under which programs of node_modules run the right Node. */
export async function prepare() {
  process.chdir(root);
  requireOwnNode();
  await installPackages();
  const node = await findNode();
  const folders = [path.dirname(node), path.join(modules, ".bin"), process.env.PATH];
  return { PATH: folders.join(path.delimiter), NEXT_TELEMETRY_DISABLED: "1" };
}

/** Runs a program of node_modules under the prepared environment. */
export function runTool(env, name, args, options = {}) {
  return run(path.join(modules, ".bin", name), args, { ...options, env: { ...env, ...options.env } });
}
