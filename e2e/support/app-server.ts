import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { compileCache } from "@/scripts/compile-cache.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const readyWithinMs = 20_000;

export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject()));
    });
  });
}

/** The variables of the developer's own `.env` files, emptied: tests neither use nor need anybody's keys. */
function emptyOwnVariables(): Record<string, string> {
  const files = [".env", ".env.local", ".env.production", ".env.production.local"]
    .map((name) => path.join(root, name))
    .filter((file) => existsSync(file));
  const names = files.flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/^\s*(?:export\s+)?(\w+)\s*=/gm),
  ]);
  return Object.fromEntries(names.map((match) => [match[1] ?? "", ""]));
}

/** The built app as a process of its own, on a free port, with a data folder of its own. */
export class AppServer {
  readonly url: string;
  readonly dataFolder: string;
  readonly #port: number;
  readonly #env: Record<string, string>;
  #child: ChildProcess | null = null;
  #output = "";

  private constructor(options: { port: number; dataFolder: string; env: Record<string, string> }) {
    this.#port = options.port;
    this.#env = options.env;
    this.dataFolder = options.dataFolder;
    this.url = `http://localhost:${options.port}`;
  }

  static async create(env: Record<string, string>): Promise<AppServer> {
    const dataFolder = await mkdtemp(path.join(tmpdir(), "switchyard-e2e-"));
    return new AppServer({ port: await findFreePort(), dataFolder, env });
  }

  /** The process's id, once it was started. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error("The server was not started.");
    return pid;
  }

  /** What the process has printed so far. */
  get output(): string {
    return this.#output;
  }

  async start(): Promise<void> {
    this.#spawn();
    const deadline = Date.now() + readyWithinMs;
    for (;;) {
      const response = await fetch(`${this.url}/api/health`).catch(() => null);
      if (response?.ok === true) return;
      if (this.#child?.exitCode !== null || Date.now() > deadline) {
        throw new Error(`The server did not become ready.\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Starts a server that is expected to end by itself. Resolves with its exit code. */
  async startAndWaitForExit(args: string[]): Promise<number | null> {
    const child = this.#spawn(args);
    return new Promise((resolve) => child.once("exit", resolve));
  }

  /** Ends the process, politely unless told otherwise, and waits until it is gone. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(timer);
  }

  /** Tells the process to end. Resolves with its exit code and how long that took, in ms. */
  async tellToEnd(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }> {
    const child = this.#child;
    if (child === null) throw new Error("The server was not started.");
    const startedAt = performance.now();
    child.kill(signal);
    const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
    return { code, ms: performance.now() - startedAt };
  }

  /** Ends the process and starts another on the same data, with these variables changed; an empty one is unset. */
  async restart(changes: Record<string, string> = {}): Promise<void> {
    await this.end();
    Object.assign(this.#env, changes);
    await this.start();
  }

  async dispose(): Promise<void> {
    await this.end();
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  #spawn(args: string[] = ["-H", "127.0.0.1"]): ChildProcess {
    const next = path.join(root, "node_modules/next/dist/bin/next");
    const child = spawn(process.execPath, [next, "start", "-p", String(this.#port), ...args], {
      cwd: root,
      env: {
        ...emptyOwnVariables(),
        ...compileCache,
        PATH: process.env.PATH ?? "",
        HOME: process.env.HOME ?? "",
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        SWITCHYARD_DATA: this.dataFolder,
        SWITCHYARD_CONFIG: path.join(this.dataFolder, "switchyard.config.json"),
        SWITCHYARD_LOCAL_SERVERS: "off",
        CATALOGUE_REFRESH: "off",
        ...this.#env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        this.#output += chunk;
      });
    }
    this.#child = child;
    return child;
  }
}
