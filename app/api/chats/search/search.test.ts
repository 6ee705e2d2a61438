import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import type { SearchHits } from "@/lib/api/endpoints";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

async function say(text: string, chatId?: string) {
  const turn = turnWith({ lanes: [laneWith({ text })], ...(chatId === undefined ? {} : { chatId }) });
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  return turn;
}

async function search(query: string): Promise<SearchHits> {
  const response = await server.send("GET", `/api/chats/search?q=${encodeURIComponent(query)}`);
  expect(response.status).toBe(200);
  return response.json();
}

const chatsIn = ({ messages }: SearchHits) => [...new Set(messages.map(({ chatId }) => chatId))];

describe("searching what was said", () => {
  it("finds a question of several lanes once, and each of their answers", async () => {
    const lanes = ["demo/echo", "demo/writer", "demo/echo"].map((model) =>
      laneWith({ text: "What is an okapi?", model }),
    );
    await readTurn(await server.send("POST", "/api/turns", { body: turnWith({ lanes }) }));
    const { messages } = await search("okapi");
    expect(messages.filter(({ role }) => role === "user")).toHaveLength(1);
    expect(messages.filter(({ role }) => role === "assistant").length).toBeGreaterThanOrEqual(2);
  });

  it("finds questions and answers, those stored last first, and the title", async () => {
    const first = await say("The zebra crossing in Zürich");
    const second = await say("A second zebra");
    const hits = await search("zebra");
    expect(chatsIn(hits)).toEqual([second.chatId, first.chatId]);
    expect(hits.messages.map(({ role }) => role).toSorted()).toEqual([
      "assistant",
      "assistant",
      "user",
      "user",
    ]);
    expect(hits.titles.map(({ chatId }) => chatId)).toEqual([second.chatId, first.chatId]);
    const { snippet } = hits.messages[0] ?? { snippet: { text: "", ranges: [] } };
    expect(snippet.ranges.map(([start, end]) => snippet.text.slice(start, end))).toEqual(["zebra"]);
  });

  it.each([
    ["zurich", true],
    ["ZÜRICH", true],
    ["zür", true],
    ["zür ", false],
    ["crossing zebra", true],
    ['"zebra crossing"', true],
    ['"crossing zebra"', false],
    ["zebra absent", false],
  ])("%s finds the first: %s", async (query, isFound) => {
    expect((await search(query)).messages.some(({ snippet }) => snippet.text.includes("crossing"))).toBe(
      isFound,
    );
  });

  it("finds a whole sentence that was copied, however long, also where a script has no spaces", async () => {
    const chinese = "这个函数的返回值在并发情况下可能为空需要检查锁的使用方式以及超时设置";
    const path = "/usr/lib/python3/dist-packages/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r.py";
    const english = Array.from({ length: 40 }, (_, index) => `word${index}`).join(" ");
    const { chatId } = await say(`${chinese} ${path} ${english}`);
    for (const query of [chinese, path, `"${english}"`])
      expect(chatsIn(await search(query))).toEqual([chatId]);
  });

  it("finds words with signs in them and scripts without spaces", async () => {
    const { chatId } = await say("gpt-4.1 kostet 3,50 € — 日本語のモデル");
    for (const query of ["gpt-4.1", "3,50", "日本語", "モデル"])
      expect.soft(chatsIn(await search(query)), query).toEqual([chatId]);
  });

  it.each([
    "",
    " ",
    "*",
    '"',
    "AND OR NOT",
    "NEAR(a b)",
    "a'b",
    "); drop table chats; --",
    "\u0000",
    "%",
    "x:y",
  ])("takes %j", async (query) => {
    await search(query);
  });

  it("finds nothing of a deleted chat until it is taken back", async () => {
    const { chatId } = await say("quokka");
    await server.send("PATCH", `/api/chats/${chatId}`, { body: { deleted: true } });
    expect(await search("quokka")).toEqual({ titles: [], messages: [] });
    await server.send("PATCH", `/api/chats/${chatId}`, { body: { deleted: false } });
    expect(chatsIn(await search("quokka"))).toEqual([chatId]);
  });

  it("finds nothing of somebody else", async () => {
    const { chatId } = await say("wombat");
    const db = await server.getDb();
    await db.updateTable("message_texts").set({ owner: "another" }).where("chat_id", "=", chatId).execute();
    await db.updateTable("chats").set({ owner: "another" }).where("id", "=", chatId).execute();
    expect(await search("wombat")).toEqual({ titles: [], messages: [] });
  });
});

describe("a pinned chat", () => {
  it("says so in the list until it is let go", async () => {
    const { chatId } = await say("Keep me");
    const isPinned = async () => {
      const chats: { id: string; pinned: boolean }[] = await (await server.send("GET", "/api/chats")).json();
      return chats.find(({ id }) => id === chatId)?.pinned;
    };
    expect(await isPinned()).toBe(false);
    await server.send("PATCH", `/api/chats/${chatId}`, { body: { pinned: true } });
    expect(await isPinned()).toBe(true);
    await server.send("PATCH", `/api/chats/${chatId}`, { body: { pinned: false } });
    expect(await isPinned()).toBe(false);
  });
});
