import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findNginx } from "@/scripts/locate-nginx.mjs";
import { findFreePort } from "./app-server";

const example = path.resolve(import.meta.dirname, "../../examples/two-instances/nginx.conf");
const readyWithinMs = 10_000;

/** The documented example with nginx, as it stands but for its ports, before these instances. */
export async function startNginx(instances: readonly [{ url: string }, { url: string }]) {
  const program = findNginx();
  if (program === null) throw new Error("nginx is not installed: apt-get install -y nginx-light");
  const port = String(await findFreePort());
  const ports: Record<string, string> = {
    "3000": port,
    "3001": new URL(instances[0].url).port,
    "3002": new URL(instances[1].url).port,
  };
  const config = (await readFile(example, "utf8")).replaceAll(
    /127\.0\.0\.1:(\d+)/g,
    (_, documented: string) => `127.0.0.1:${ports[documented]}`,
  );
  const folder = await mkdtemp(path.join(tmpdir(), "switchyard-nginx-"));
  // Started by root, its workers are another user's.
  await chmod(folder, 0o755);
  const file = path.join(folder, "nginx.conf");
  await writeFile(file, config);
  const child = spawn(program, ["-p", folder, "-c", file, "-g", "daemon off;"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const url = `http://localhost:${port}`;
  const deadline = Date.now() + readyWithinMs;
  while ((await fetch(`${url}/api/health`).catch(() => null))?.ok !== true) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`nginx did not start.\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    stop: async () => {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
