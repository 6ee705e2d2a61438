import path from "node:path";
import SQLite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  isOnPostgres,
  laneWith,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import { createId } from "@/lib/id";
import type { TurnEvent } from "@/lib/turns/turn-event";

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});

afterEach(() => server.close());

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What readers were told about storing, in order. */
function listProblems(events: TurnEvent[]): (string | null)[] {
  return events
    .flatMap(({ chunks }) => chunks)
    .flatMap((chunk) => {
      const told = "messageMetadata" in chunk ? chunk.messageMetadata : undefined;
      return told?.unstored === undefined ? [] : [told.unstored];
    });
}

const answerOf = async (chatId: string) => (await server.readChat(chatId)).messages[1];

// How PostgreSQL fails is in `postgres-faults.test.ts`.
describe.skipIf(isOnPostgres)("R17: a database that takes no writes", () => {
  it("locked for a while: the stream goes on, says so, and everything is stored afterwards", async () => {
    const turn = turnWith({ lanes: [laneWith({ text: "Word by word by word. ".repeat(40) })] });
    const response = await server.send("POST", "/api/turns", { body: turn });
    const other = new SQLite(path.join(server.folder, "switchyard.db"));
    other.exec("begin immediate");
    const reading = readTurn(response);
    await sleep(2_500);
    const before = await answerOf(turn.chatId);
    expect(before?.metadata?.outcome).toBe("running");
    other.exec("commit");
    other.close();
    const { events } = await reading;
    expect(toText(events)).toBe("Word by word by word. ".repeat(40));
    expect(listProblems(events)[0]).toBe("the database is locked by another program");
    await server.idle();
    const after = await answerOf(turn.chatId);
    expect(after?.metadata?.outcome).toBe("complete");
    expect(after?.metadata?.unstored).toBeUndefined();
    expect(after?.parts).toContainEqual(
      expect.objectContaining({ type: "text", text: "Word by word by word. ".repeat(40) }),
    );
    const row = await (await server.getDb()).selectFrom("runs").selectAll().executeTakeFirst();
    expect(row).toMatchObject({ outcome: "complete", output_tokens: expect.any(Number) });
  }, 20_000);

  it("a full disk: the stream goes on, and the ledger's row appears once there is room", async () => {
    const db = await server.getDb();
    const turn = turnWith({ lanes: [laneWith({ model: "demo/sprinter", text: "Go" })] });
    const response = await server.send("POST", "/api/turns", { body: turn });
    const { getLog } = await import("@/lib/server/log");
    const warn = vi.spyOn(getLog(), "warn");
    const startedAt = performance.now();
    await sql`pragma max_page_count = 1`.execute(db);
    const { events } = await readTurn(response);
    expect(toText(events).length).toBeGreaterThan(10_000);
    // The log of a full disk is not filled as well: it tries a few times a second, however fast the answer comes.
    const tries = warn.mock.calls.filter(([, text]) => text?.includes("event log could not be stored"));
    expect(tries.length).toBeLessThan(4 + (performance.now() - startedAt) / 150);
    warn.mockRestore();
    expect(listProblems(events)).toContain("the disk is full");
    expect((await answerOf(turn.chatId))?.metadata?.outcome).toBe("running");
    await sql`pragma max_page_count = 1000000`.execute(db);
    await server.idle();
    expect((await answerOf(turn.chatId))?.metadata?.outcome).toBe("complete");
  }, 20_000);

  it("a turn that cannot be stored is refused with the reason and when to come back, and nothing of it is kept", async () => {
    const other = new SQLite(path.join(server.folder, "switchyard.db"));
    await server.getDb();
    other.exec("begin immediate");
    const turn = turnWith({ lanes: [laneWith({ text: "Hello" })] });
    const refused = await server.send("POST", "/api/turns", { body: turn });
    other.exec("commit");
    other.close();
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await refused.json()).error).toMatchObject({
      code: "not_ready",
      message: expect.stringContaining("locked by another program"),
    });
    expect((await server.send("GET", `/api/chats/${turn.chatId}`)).status).toBe(404);
    const again = await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    expect(toText(again.events)).toBe("Hello");
  }, 20_000);
});

describe("R15: a process that is told to end", () => {
  const drain = async (timeoutMs: number) => {
    const { drainRuns } = await import("@/lib/server/runs/drain");
    return drainRuns(timeoutMs);
  };

  it("lets its answers finish, and takes no new ones", async () => {
    const turn = turnWith({ lanes: [laneWith({ text: "Until the end. ".repeat(20) })] });
    const reading = readTurn(await server.send("POST", "/api/turns", { body: turn }));
    const draining = drain(10_000);
    expect((await server.send("GET", "/api/ready")).status).toBe(503);
    expect((await server.send("GET", "/api/health")).status).toBe(200);
    const refused = await server.send("POST", "/api/turns", { body: turnWith() });
    expect(refused.status).toBe(503);
    expect(await draining).toBe(0);
    expect(toText((await reading).events)).toBe("Until the end. ".repeat(20));
    expect((await answerOf(turn.chatId))?.metadata?.outcome).toBe("complete");
  });

  it("cuts off what takes too long: its text is kept, and it is marked", async () => {
    const turns = Array.from({ length: 5 }, () =>
      turnWith({ lanes: [laneWith({ model: "demo/writer", text: createId() })] }),
    );
    const readings = turns.map(async (turn) =>
      readTurn(await server.send("POST", "/api/turns", { body: turn })),
    );
    const countSpeaking = () =>
      server
        .getEventLog()
        .listLive()
        .filter(({ compact }) => compact.some(({ type }) => type === "text-delta")).length;
    await vi.waitFor(() => expect(countSpeaking()).toBe(5), { timeout: 10_000 });
    const startedAt = performance.now();
    expect(await drain(100)).toBe(5);
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    for (const [index, reading] of readings.entries()) {
      const { events } = await reading;
      const answer = await answerOf(turns[index]?.chatId ?? "");
      expect(answer?.metadata).toMatchObject({ outcome: "interrupted", error: { code: "server_restarted" } });
      const text = answer?.parts.find((part) => part.type === "text");
      expect(text !== undefined && "text" in text ? text.text : "").toBe(toText(events));
    }
  });
});
