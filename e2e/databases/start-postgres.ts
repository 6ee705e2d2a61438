import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";

const run = promisify(execFile);
const readyWithinMs = 30_000;
const debianRoot = "/usr/lib/postgresql";

/** A PostgreSQL of a test's own, in a temporary folder. */
export type TestPostgres = {
  /** Makes an empty database and returns its URL. */
  createDatabase: () => Promise<string>;
  stop: () => Promise<void>;
};

/** The folder of PostgreSQL's programs; null when it is not on this machine. */
export function findPostgres(): string | null {
  const versions = existsSync(debianRoot) ? readdirSync(debianRoot).map(Number).filter(Number.isFinite) : [];
  const folders = [
    ...versions.toSorted((a, b) => b - a).map((version) => `${debianRoot}/${version}/bin`),
    ...(process.env.PATH ?? "").split(path.delimiter),
  ];
  return folders.find((folder) => existsSync(path.join(folder, "initdb"))) ?? null;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}

/** PostgreSQL refuses to run as root: root runs it as the user that its package made. */
function asItsUser(program: string, args: string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ["runuser", ["-u", "postgres", "--", program, ...args]] : [program, args];
}

/** Starts a server on a free port. Durability is off: it lives as long as its tests. */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = findPostgres();
  if (programs === null) throw new Error("PostgreSQL is not installed: apt-get install -y postgresql");
  const folder = await mkdtemp(path.join(tmpdir(), "switchyard-postgres-"));
  // Its user must be able to enter, whoever made it.
  await chmod(folder, 0o777);
  const data = path.join(folder, "data");
  const port = await findFreePort();
  await run(
    ...asItsUser(`${programs}/initdb`, ["-D", data, "-U", "switchyard", "-A", "trust", "-E", "UTF8", "-N"]),
  );
  const options = [
    "-D",
    data,
    "-p",
    String(port),
    "-h",
    "127.0.0.1",
    "-k",
    folder,
    "-F",
    "-c",
    "max_connections=60",
  ];
  const server = spawn(...asItsUser(`${programs}/postgres`, options), { stdio: "ignore" });
  const adminUrl = `postgres://switchyard@127.0.0.1:${port}/postgres`;
  await waitUntilReady(adminUrl);
  let count = 0;
  return {
    createDatabase: async () => {
      count += 1;
      const name = `test_${process.pid}_${count}`;
      await query(adminUrl, `create database ${name}`);
      return `postgres://switchyard@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      const gone = once(server, "exit");
      // A fast shutdown: it does not wait for clients. `runuser` hands SIGTERM on, which waits for them, so pg_ctl asks.
      await run(...asItsUser(`${programs}/pg_ctl`, ["-D", data, "-m", "immediate", "stop"]));
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function query(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

async function waitUntilReady(url: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    try {
      await query(url, "select 1");
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
