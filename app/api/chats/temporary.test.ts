import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  laneWith,
  readSome,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import { createTemporaryId } from "@/lib/id";

/** What happens while a chat is being stored. */
let meanwhile = async () => {};
vi.mock("@/lib/server/chats/save-exported-chat", async (importOriginal) => {
  const { saveExportedChat } = await importOriginal<typeof import("@/lib/server/chats/save-exported-chat")>();
  return {
    saveExportedChat: async (...stored: Parameters<typeof saveExportedChat>) => {
      await meanwhile();
      await saveExportedChat(...stored);
    },
  };
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const secret = "the platypus is blue";
const temporaryTurn = (overrides: Parameters<typeof turnWith>[0] = {}) =>
  turnWith({
    chatId: createTemporaryId(),
    turnId: createTemporaryId(),
    lanes: [laneWith({ text: secret })],
    ...overrides,
  });
const post = (turn: ReturnType<typeof turnWith>) => server.send("POST", "/api/turns", { body: turn });

/** Everything in the stored database as text. */
async function readStored(): Promise<string> {
  const db = await server.getDb();
  const tables = ["chats", "lanes", "messages", "message_texts", "run_events", "runs"] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}

describe("a temporary chat", () => {
  it("answers, goes on and is read again like any other", async () => {
    const first = temporaryTurn();
    expect(toText((await readTurn(await post(first))).events)).toContain(secret);
    await server.idle();
    const [lane] = first.lanes;
    const more = laneWith({ laneId: lane?.laneId, parentId: lane?.answerId ?? null, text: "And now?" });
    await readTurn(await post(temporaryTurn({ chatId: first.chatId, lanes: [more] })));
    await server.idle();
    const chat = await server.readChat(first.chatId);
    expect(chat.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
    expect(chat.messages[1]?.metadata).toMatchObject({ outcome: "complete" });
  });

  it("leaves nothing that was said in the database, only what it used in the ledger", async () => {
    const turn = temporaryTurn();
    await readTurn(await post(turn));
    await server.idle();
    expect(await readStored()).not.toContain("platypus");
    const run = await (await server.getDb())
      .selectFrom("runs")
      .selectAll()
      .where("turn_id", "=", turn.turnId)
      .executeTakeFirstOrThrow();
    expect(run).toMatchObject({ outcome: "complete", model: "demo/echo" });
    expect(run.output_tokens).toBeGreaterThan(0);
  });

  it("is neither listed, nor found, nor exported with the others", async () => {
    await readTurn(await post(temporaryTurn()));
    await server.idle();
    expect(await (await server.send("GET", "/api/chats")).text()).not.toContain("platypus");
    expect(await (await server.send("GET", "/api/chats/search?q=platypus")).json()).toEqual({
      titles: [],
      messages: [],
    });
    expect(await (await server.send("GET", "/api/export")).text()).not.toContain("platypus");
  });

  it("is followed again from where a reader left it, and stopped", async () => {
    const turn = temporaryTurn({ lanes: [laneWith({ model: "demo/writer", text: "Write for long" })] });
    const { events, cursor } = await readSome(await post(turn), 3);
    const rest = await server.send("GET", `/api/turns/${turn.turnId}/events`, {
      headers: { "last-event-id": cursor },
    });
    const runId = events[0]?.runId ?? "";
    expect((await server.send("POST", `/api/runs/${runId}/stop`)).status).toBe(200);
    const all = toText([...events, ...(await readTurn(rest)).events]);
    await server.idle();
    const answer = (await server.readChat(turn.chatId)).messages.at(-1);
    expect(answer?.metadata?.outcome).toBe("stopped");
    const stored = answer?.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
    expect(stored).toBe(all);
  });

  it("is stored when its owner wants to keep it, and then is no longer temporary", async () => {
    const turn = temporaryTurn();
    await readTurn(await post(turn));
    await server.idle();
    const response = await server.send("POST", `/api/chats/${turn.chatId}/keep`);
    const { chatId } = (await response.json()) as { chatId: string };
    expect((await server.readChat(chatId)).messages).toHaveLength(2);
    expect(await (await server.send("GET", "/api/chats")).text()).toContain(chatId);
    expect((await server.send("GET", `/api/chats/${turn.chatId}`)).status).toBe(404);
    expect((await server.send("POST", `/api/chats/${chatId}/keep`)).status).toBe(404);
    const { getMemoryDb } = await import("@/lib/server/db/get-db");
    const runs = (await getMemoryDb()).selectFrom("runs").select("id").where("turn_id", "=", turn.turnId);
    expect(await runs.execute()).toEqual([]);
  });

  it("is stored once, however many tabs keep it in the same moment, and later ones are led to it", async () => {
    const turn = temporaryTurn({ lanes: [laneWith({ text: "kept by two tabs" })] });
    await readTurn(await post(turn));
    await server.idle();
    const keep = async () => {
      const response = await server.send("POST", `/api/chats/${turn.chatId}/keep`);
      return ((await response.json()) as { chatId: string }).chatId;
    };
    const [first, second] = await Promise.all([keep(), keep()]);
    expect(second).toBe(first);
    expect(await keep()).toBe(first);
    const stored = (await server.getDb())
      .selectFrom("chats")
      .select("id")
      .where("title", "=", "kept by two tabs");
    expect(await stored.execute()).toEqual([{ id: first }]);
  });

  it("is not stored without what another tab changes meanwhile", async () => {
    const turn = temporaryTurn();
    await readTurn(await post(turn));
    await server.idle();
    const { getMemoryDb } = await import("@/lib/server/db/get-db");
    const memory = await getMemoryDb();
    meanwhile = async () => {
      await memory.updateTable("chats").set({ title: "Renamed" }).where("id", "=", turn.chatId).execute();
    };
    const kept = await server.send("POST", `/api/chats/${turn.chatId}/keep`);
    meanwhile = async () => {};
    expect([kept.status, await kept.text()]).toEqual([409, expect.stringContaining("another tab")]);
    const again = await server.send("POST", `/api/chats/${turn.chatId}/keep`);
    const { chatId } = (await again.json()) as { chatId: string };
    expect((await server.readChat(chatId)).title).toBe("Renamed");
    expect((await (await server.send("GET", "/api/chats")).text()).match(/Renamed/g)).toHaveLength(1);
  });

  it("may be forked, into another temporary chat", async () => {
    const turn = temporaryTurn();
    await readTurn(await post(turn));
    await server.idle();
    const messageId = turn.lanes[0]?.answerId;
    const fork = await server.send("POST", `/api/chats/${turn.chatId}/fork`, { body: { messageId } });
    const { chatId } = (await fork.json()) as { chatId: string };
    expect(chatId).toMatch(/^temp-/);
    expect((await server.readChat(chatId)).messages).toHaveLength(2);
  });

  it("is forgotten six hours after it was last used", async () => {
    const turn = temporaryTurn();
    await readTurn(await post(turn));
    await server.idle();
    const { sweepTemporaryChats } = await import("@/lib/server/chats/sweep-temporary-chats");
    await sweepTemporaryChats(Date.now() + 5 * 3_600_000);
    expect((await server.send("GET", `/api/chats/${turn.chatId}`)).status).toBe(200);
    await sweepTemporaryChats(Date.now() + 7 * 3_600_000);
    expect((await server.send("GET", `/api/chats/${turn.chatId}`)).status).toBe(404);
  });

  it("takes no turn that would be stored, and gives none to a stored chat", async () => {
    const mixed = [turnWith({ chatId: createTemporaryId() }), turnWith({ turnId: createTemporaryId() })];
    for (const turn of mixed) expect((await post(turn)).status).toBe(400);
  });
});
