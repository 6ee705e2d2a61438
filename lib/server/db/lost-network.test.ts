import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "@/e2e/databases/start-postgres";
import { isPostgresTested } from "@/scripts/locate-postgres.mjs";
import { explainDbFailure } from "./explain-db-failure";
import { openPostgres } from "./open-postgres";
import type { Database } from "./schema";

/** A network that can swallow what it is given: no connection breaks, and nothing arrives. */
async function startNetwork(port: number) {
  let swallows = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => swallows || to.write(bytes));
      from.on("close", () => swallows || to.destroy());
      from.on("error", () => {});
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    swallow: (value: boolean) => {
      swallows = value;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const statementMs = 600;
const silenceMs = 1_000;

describe.skipIf(!isPostgresTested())("a network that swallows what is sent to PostgreSQL", () => {
  let postgres: TestPostgres;
  let network: Awaited<ReturnType<typeof startNetwork>>;
  let db: Kysely<Database>;

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = new URL(await postgres.createDatabase());
    network = await startNetwork(Number(url.port));
    url.port = String(network.port);
    db = await openPostgres(url.href, { statementMs, silenceMs });
  }, 60_000);

  afterAll(async () => {
    await db?.destroy();
    network?.stop();
    await postgres?.stop();
  });

  const ask = () => sql<{ one: number }>`select 1 as one`.execute(db).then(({ rows }) => rows);
  const fail = (work: Promise<unknown>) =>
    work.then(
      () => "it was answered",
      (error: unknown) => explainDbFailure(error),
    );

  it("fails every query after the limit, and the next ones are answered once it is back", async () => {
    await Promise.all(Array.from({ length: 10 }, ask));
    network.swallow(true);
    const askedAt = performance.now();
    const failures = await Promise.all(Array.from({ length: 25 }, () => fail(ask())));
    expect([...new Set(failures)]).toEqual(["the database cannot be reached"]);
    expect(performance.now() - askedAt).toBeLessThan(6_500);
    network.swallow(false);
    const rows = await Promise.all(Array.from({ length: 25 }, ask));
    expect(rows).toEqual(rows.map(() => [{ one: 1 }]));
  }, 30_000);

  it("lets go of what a transaction held when it was cut off", async () => {
    const name = "a budget";
    const cutOff = fail(
      db.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(transaction);
        network.swallow(true);
        await sql`select 1`.execute(transaction);
      }),
    );
    expect(await cutOff).toBe("the database cannot be reached");
    network.swallow(false);
    const take = () => sql`select pg_advisory_lock(hashtext(${name}))`.execute(db);
    await expect.poll(() => fail(take()), { timeout: 5_000 }).toBe("it was answered");
  }, 30_000);

  it("keeps the connection of a query that only takes too long, and says so", async () => {
    const pid = () =>
      sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db).then(({ rows }) => rows[0]?.pid);
    const before = await pid();
    expect(await fail(sql`select pg_sleep(5)`.execute(db))).toBe("the database did not answer in time");
    expect(await pid()).toBe(before);
  });
});
