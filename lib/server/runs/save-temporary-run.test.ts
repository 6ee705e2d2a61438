import { afterEach, expect, it } from "vitest";
import { startTestServer, type TestServer } from "@/app/api/test-server";
import { createTemporaryId } from "@/lib/id";

let server: TestServer;
afterEach(() => server.close());

async function enter(outcome: "running" | "complete" = "running") {
  server = await startTestServer();
  const { getMemoryDb } = await import("@/lib/server/db/get-db");
  const memory = await getMemoryDb();
  const id = createTemporaryId();
  const place = { chat_id: id, lane_id: id, turn_id: id, turn_index: 0, answer_id: id, owner: "local" };
  const run = { ...place, id, model: "acme/m", outcome, started_at: 1, lease_until: 1 };
  await memory.insertInto("runs").values(run).execute();
  const { saveTemporaryRun } = await import("./save-temporary-run");
  const ledger = await server.getDb();
  return {
    save: (reservedUsd: number | null) => saveTemporaryRun(ledger, { runId: id, reservedUsd }),
    read: () => ledger.selectFrom("runs").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
    end: () => ledger.updateTable("runs").set({ outcome: "interrupted" }).where("id", "=", id).execute(),
  };
}

it("what is held for another request leases the run anew: it goes on for longer than its first lease", async () => {
  const { save, read } = await enter();
  expect(await save(1)).toBe(true);
  expect(await save(2)).toBe(true);
  const { reserved_usd, lease_until } = await read();
  expect(reserved_usd).toBe(2);
  expect(lease_until).toBeGreaterThan(Date.now());
});

it("a run that another instance has ended there stays as that one counted it", async () => {
  const { save, read, end } = await enter();
  await save(1);
  await end();
  expect(await save(null)).toBe(false);
  expect(await read()).toMatchObject({ outcome: "interrupted", reserved_usd: 1 });
});
