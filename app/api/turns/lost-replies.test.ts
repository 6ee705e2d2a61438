import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  isOnPostgres,
  laneWith,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** A turn whose run is going on by its row; nothing writes it, and its log is empty. */
async function startAgain() {
  const turn = turnWith({ lanes: [laneWith({ text: "short" })] });
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  await server.idle();
  const db = await server.getDb();
  const { id } = await db
    .updateTable("runs")
    .set({ outcome: "running", lease_until: 1 })
    .where("turn_id", "=", turn.turnId)
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.deleteFrom("run_events").where("run_id", "=", id).execute();
  return { turn, runId: id, db };
}

describe("a database whose reply is lost after it has stored", () => {
  it("is given the same pieces of an answer again, and readers get each of them once", async () => {
    const { turn, runId, db } = await startAgain();
    const live = server.getEventLog().open(runId);
    const say = (delta: string) => live.append({ type: "text-delta", id: "0", delta });
    for (const word of ["one ", "two ", "three "]) say(word);
    const pending = live.takePending();
    const { saveChunks } = await import("@/lib/server/runs/event-store");
    await saveChunks(db, pending === null ? [] : [{ runId, ...pending }]);
    live.returnPending(pending?.chunks ?? []);
    say("four ");
    await server.getEventLog().flush();
    say("five");
    live.append({ type: "finish" });
    await server.getEventLog().flush();
    server.getEventLog().close(live);
    for (const cursor of ["", "1", "3", "4"]) {
      const headers: Record<string, string> = cursor === "" ? {} : { "last-event-id": cursor };
      const read = await readTurn(await server.send("GET", `/api/turns/${turn.turnId}/events`, { headers }));
      const words = ["one ", "two ", "three ", "four ", "five"];
      expect(toText(read.events)).toBe(words.slice(Number(cursor)).join(""));
    }
    await db.updateTable("runs").set({ outcome: "complete" }).where("id", "=", runId).execute();
  });

  it.runIf(isOnPostgres)("has a run that was never started, which is not taken to be alive", async () => {
    const { runId, db } = await startAgain();
    const { turn: other, runId: aliveId } = await startAgain();
    const { renewLeases } = await import("@/lib/server/runs/run-leases");
    const { listOrphans } = await import("@/lib/server/runs/run-store");
    await renewLeases(db, [aliveId]);
    expect((await listOrphans(db)).map(({ id }) => id)).toEqual([runId]);
    const { recoverRuns } = await import("@/lib/server/runs/recover-runs");
    const { getAnswerMetadata, saveAnswer } = await import("@/lib/server/chats/message-store");
    expect(await recoverRuns(getAnswerMetadata, saveAnswer)).toBe(1);
    expect((await server.readChat(other.chatId)).liveRuns).toHaveLength(1);
  });
});
