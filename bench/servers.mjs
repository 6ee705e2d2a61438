import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
// biome-ignore lint/style/noRestrictedImports: plain Node knows no other way to say it
import { compileCache } from "../scripts/compile-cache.mjs";
// biome-ignore lint/style/noRestrictedImports: as above
import { serverNodeOptions } from "../scripts/server-node-options.mjs";
import { sleep } from "./clock.mjs";

/** The built app as `npm start` serves it. */
export const toAppArguments = (port) => [
  ...serverNodeOptions,
  "node_modules/next/dist/bin/next",
  "start",
  "-H",
  "127.0.0.1",
  "-p",
  String(port),
];

/** A port that was free a moment ago. */
export function findFreePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a program of node and resolves once `url` answers. `end()` ends it. */
export async function startServer({ args, env, url }) {
  const child = spawn("node", args, {
    env: { ...process.env, ...compileCache, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  child.stdout.on("data", (text) => (words += text));
  child.stderr.on("data", (text) => (words += text));
  const ended = new Promise((resolve) => child.once("close", resolve));
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (child.exitCode !== null || tries > 400) throw new Error(`A server did not start:\n${words}`);
    await sleep(50);
  }
  const end = async () => {
    process.off("exit", endWithUs);
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
    await ended;
    clearTimeout(timer);
  };
  return { pid: child.pid, end };
}

async function answers(url) {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return true;
  } catch {
    // Not listening yet.
    return false;
  }
}

/** CPU seconds and resident MB of a process and its children; null where the system does not say. */
export function readUse(pid) {
  try {
    const uses = [pid, ...listChildren(pid)].map(readProcess);
    return uses.reduce((sum, use) => ({
      cpuSeconds: sum.cpuSeconds + use.cpuSeconds,
      megabytes: sum.megabytes + use.megabytes,
    }));
  } catch {
    // Only Linux has /proc.
    return null;
  }
}

function listChildren(pid) {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );
  return children.flatMap((child) => [child, ...listChildren(child)]);
}

const ticksPerSecond = 100;

function readProcess(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "latin1");
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
  };
}
