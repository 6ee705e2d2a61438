import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { createId } from "@/lib/id";

// A handful of answers is written for each test.
vi.setConfig({ testTimeout: 20_000 });

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});

afterEach(() => server.close());

const exportAll = async () => (await server.send("GET", "/api/export")).text();
const importFile = (text: string) => server.send("POST", "/api/import", { body: text });

async function ask(overrides: Parameters<typeof laneWith>[0], chatId?: string) {
  const turn = turnWith({ lanes: [laneWith(overrides)], ...(chatId === undefined ? {} : { chatId }) });
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  return turn;
}

async function fillChat() {
  const settings = { temperature: 0, instructions: "Be brief", body: { a: [1, { b: null }] } };
  const first = await ask({ text: 'Ünï \u{1f600} \u2028 "quoted" </script>', settings });
  const lane = first.lanes[0];
  const laneId = lane?.laneId ?? "";
  // Another version of the answer, and a question that follows the first one.
  await ask({ laneId, parentId: lane?.message.id ?? "", message: undefined }, first.chatId);
  await ask({ laneId, parentId: lane?.answerId ?? "", text: "And then?" }, first.chatId);
  return first;
}

/** Chats with settings, versions, branches, an error, a pin and odd texts. */
async function fill() {
  const [first, failed] = await Promise.all([fillChat(), ask({ model: "demo/moody", text: "error 500" })]);
  await server.send("PATCH", `/api/chats/${failed.chatId}`, { body: { pinned: true } });
  return { first, pinned: failed.chatId };
}

describe("export and import", () => {
  it("give the same file again on a server that has nothing", async () => {
    await Promise.all([fill(), ask({ model: "demo/thinker", text: "Think" })]);
    const file = await exportAll();
    expect(JSON.parse(file).chats).toHaveLength(3);
    await server.close();
    server = await startTestServer();
    expect(await (await importFile(file)).json()).toEqual({ added: 3, copied: 0, known: 0 });
    expect(await exportAll()).toBe(file);
    const found = await server.send("GET", "/api/chats/search?q=quoted");
    expect((await found.json()).messages).not.toHaveLength(0);
  });

  it("let answers be streamed on while a large file is taken in", async () => {
    await fill();
    const { chats, ...file } = JSON.parse(await exportAll());
    const [chat] = chats;
    const given = Array.from({ length: 60 }, () => ({ ...chat, id: createId() }));
    let turns = 0;
    let timer = setImmediate(function count() {
      turns += 1;
      timer = setImmediate(count);
    });
    const imported = await importFile(JSON.stringify({ ...file, chats: given }));
    clearImmediate(timer);
    expect(await imported.json()).toEqual({ added: 0, copied: 60, known: 0 });
    expect(turns).toBeGreaterThanOrEqual(given.length);
  });

  it("leave alone what is here already, and bring back what lies in the bin", async () => {
    const { pinned } = await fill();
    const file = await exportAll();
    expect(await (await importFile(file)).json()).toEqual({ added: 0, copied: 0, known: 2 });
    expect(await exportAll()).toBe(file);
    await server.send("PATCH", `/api/chats/${pinned}`, { body: { deleted: true } });
    expect(await (await importFile(file)).json()).toEqual({ added: 1, copied: 0, known: 1 });
    expect(await exportAll()).toBe(file);
  });

  it("put a chat that has changed since beside the one that is here", async () => {
    const { first } = await fill();
    const file = await exportAll();
    await server.send("PATCH", `/api/chats/${first.chatId}`, { body: { title: "Renamed since" } });
    expect(await (await importFile(file)).json()).toEqual({ added: 0, copied: 1, known: 1 });
    const titles = JSON.parse(await exportAll()).chats.map(({ title }: { title: string }) => title);
    expect(titles).toHaveLength(3);
    expect(titles).toContain("Renamed since");
  });

  it("never touch somebody else's chats, whose ids are taken too", async () => {
    const { first } = await fill();
    const file = await exportAll();
    const db = await server.getDb();
    for (const table of ["chats", "lanes", "messages", "message_texts"] as const)
      await db.updateTable(table).set({ owner: "another" }).execute();
    expect(await (await importFile(file)).json()).toEqual({ added: 0, copied: 2, known: 0 });
    const theirs = await db.selectFrom("chats").select("owner").where("id", "=", first.chatId).execute();
    expect(theirs).toEqual([{ owner: "another" }]);
  });

  it.each([
    ["cut off", (file: string) => file.slice(0, -40), /Line 3, column \d+/],
    [
      "changed by hand",
      (file: string) => file.replace('"role":"user"', '"role":"system"'),
      /Line 2 \(chats\.0\.messages\.0\.role\)/,
    ],
    ["another program's", () => '{"conversations":[]}', /Line 1.*no export of Switchyard/],
    ["not a file at all", () => "hello", /Line 1/],
  ])("refuse a file that is %s with its line, and nothing of it is kept", async (_, damage, words) => {
    await fill();
    const file = await exportAll();
    await server.close();
    server = await startTestServer();
    const refused = await importFile(damage(file));
    expect(refused.status).toBe(400);
    expect((await refused.json()).error.message).toMatch(words);
    expect(JSON.parse(await exportAll()).chats).toEqual([]);
  });

  it("take one chat alone, as JSON and for reading", async () => {
    const { first } = await fill();
    const one = await server.send("GET", `/api/chats/${first.chatId}/export`);
    expect(one.headers.get("content-disposition")).toMatch(/^attachment; filename=".*\.json"/);
    expect(JSON.parse(await one.text()).chats.map(({ id }: { id: string }) => id)).toEqual([first.chatId]);
    const markdown = await server.send("GET", `/api/chats/${first.chatId}/export?format=markdown`);
    expect(markdown.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(await markdown.text()).toMatch(/^# Ünï[\s\S]*\*\*You\*\*\n\nÜnï[\s\S]*And then\?/);
  });
});

describe("a fork", () => {
  it("is a chat of its own with everything up to its message", async () => {
    const { first } = await fill();
    const answerId = first.lanes[0]?.answerId ?? "";
    const forked = await server.send("POST", `/api/chats/${first.chatId}/fork`, {
      body: { messageId: answerId },
    });
    const { chatId } = await forked.json();
    const fork = await server.readChat(chatId);
    const original = await server.readChat(first.chatId);
    expect(fork.title).toBe(`${original.title} (fork)`);
    expect(fork.messages.map(({ parts }) => parts)).toEqual(
      original.messages.slice(0, 2).map(({ parts }) => parts),
    );
    expect(fork.lanes).toMatchObject([{ model: "demo/echo", leafId: fork.messages[1]?.id }]);
    const ids = new Set(original.messages.map(({ id }) => id));
    expect(fork.messages.some(({ id }) => ids.has(id))).toBe(false);
    const lane = {
      laneId: fork.lanes[0]?.id ?? "",
      parentId: fork.messages[1]?.id ?? "",
      text: "On its own way",
    };
    await ask(lane, chatId);
    expect((await server.readChat(chatId)).messages).toHaveLength(4);
    expect((await server.readChat(first.chatId)).messages).toHaveLength(original.messages.length);
  });

  it("needs a message of the chat", async () => {
    const { first } = await fill();
    for (const messageId of [createId(), "nonsense"]) {
      const { status } = await server.send("POST", `/api/chats/${first.chatId}/fork`, {
        body: { messageId },
      });
      expect([400, 404]).toContain(status);
    }
  });
});

describe("chats deleted long ago", () => {
  it("are removed for good; what they cost stays in the ledger", async () => {
    const { first } = await fill();
    const db = await server.getDb();
    const long = Date.now() - 31 * 24 * 60 * 60_000;
    await db.updateTable("chats").set({ deleted_at: long }).where("id", "=", first.chatId).execute();
    const { sweepBin } = await import("@/lib/server/chats/purge-chats");
    await sweepBin();
    expect((await server.send("GET", `/api/chats/${first.chatId}`)).status).toBe(404);
    const messages = await db
      .selectFrom("messages")
      .select("id")
      .where("chat_id", "=", first.chatId)
      .execute();
    expect(messages).toEqual([]);
    const runs = await db.selectFrom("runs").select("id").where("chat_id", "=", first.chatId).execute();
    expect(runs).toHaveLength(3);
    expect(JSON.parse(await exportAll()).chats).toHaveLength(1);
  });
});
