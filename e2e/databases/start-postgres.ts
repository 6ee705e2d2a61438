import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { findPostgres } from "@/scripts/locate-postgres.mjs";

const run = promisify(execFile);
const readyWithinMs = 30_000;

/** A PostgreSQL of a test's own, in a temporary folder. */
export type TestPostgres = {
  /** The server's own database. */
  adminUrl: string;
  /** Makes an empty database and returns its URL. */
  createDatabase: () => Promise<string>;
  /** Breaks all connections, accepts none for a while, then has again what was committed. */
  restart: (options: { downMs: number }) => Promise<void>;
  stop: () => Promise<void>;
};

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
async function readOwnUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(["-u", "-g"].map((kind) => run("id", [kind, "postgres"])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/** Starts a server on a free port. Durability is off: it lives as long as its tests. */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = findPostgres();
  if (programs === null) throw new Error("PostgreSQL is not installed: apt-get install -y postgresql");
  const folder = await mkdtemp(path.join(tmpdir(), "switchyard-postgres-"));
  // Its user must be able to enter, whoever made it.
  await chmod(folder, 0o777);
  const data = path.join(folder, "data");
  // Its user may not even look at the folder that the tests run in.
  const place = { cwd: folder, ...(await readOwnUser()) };
  const port = String(await findFreePort());
  const initOptions = ["-D", data, "-U", "switchyard", "-A", "trust", "-E", "UTF8", "-N"];
  await run(`${programs}/initdb`, initOptions, place);
  const adminUrl = `postgres://switchyard@127.0.0.1:${port}/postgres`;
  const options = ["-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder, "-F", "-c", "max_connections=60"];

  async function launch() {
    const server = spawn(`${programs}/postgres`, options, { stdio: "ignore", ...place });
    await waitUntilReady(adminUrl);
    return server;
  }

  let server = await launch();

  async function end() {
    const gone = once(server, "exit");
    // An immediate shutdown: it waits for no client.
    server.kill("SIGQUIT");
    await gone;
  }

  return {
    adminUrl,
    createDatabase: () => createDatabase(adminUrl),
    restart: async ({ downMs }) => {
      await end();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      server = await launch();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes an empty database on the server of `adminUrl` and returns its URL. */
export async function createDatabase(adminUrl: string): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await query(adminUrl, `create database ${name}`);
  return Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
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
