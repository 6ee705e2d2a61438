import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { createId } from "@/lib/id";

let server: TestServer;
let upstream: RawUpstream;

beforeAll(async () => {
  upstream = await startRawUpstream(async (reply) => {
    await reply.event({ choices: [{ index: 0, delta: { content: "Hi" }, finish_reason: "stop" }] });
    await reply.event("[DONE]");
    reply.end();
  });
  const providers = { acme: { baseUrl: upstream.baseUrl, keyVariable: null } };
  server = await startTestServer({ config: { providers } });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

type Added = { id?: string; role?: "user" | "assistant"; text?: string; attachments?: object[] };

const model = "acme/m";
const addedWith = (message: Added, lane: object = {}) => ({
  lanes: [
    {
      laneId: createId(),
      model,
      settings: {},
      parentId: null as string | null,
      message: { id: createId(), role: "user", text: "By hand", ...message },
      ...lane,
    },
  ],
});

const add = (chatId: string, body: object) => server.send("POST", `/api/chats/${chatId}/messages`, { body });
const reword = (chatId: string, messageId: string, body: object) =>
  server.send("POST", `/api/chats/${chatId}/messages/${messageId}/versions`, { body });

/** A chat of one lane that consists of these messages, oldest first. */
async function chatOf(...messages: Added[]) {
  const [chatId, laneId] = [createId(), createId()];
  let parentId: string | null = null;
  for (const message of messages) {
    const body = addedWith(message, { laneId, parentId });
    expect((await add(chatId, body)).status).toBe(200);
    parentId = body.lanes[0]?.message.id ?? null;
  }
  return { chatId, laneId, leafId: parentId ?? "" };
}

const toTexts = ({ messages }: ChatDocument) =>
  messages.map(
    ({ role, parts }) => `${role}: ${parts.map((part) => ("text" in part ? part.text : "")).join("")}`,
  );

/** What the upstream was last sent. */
const lastSent = () => (JSON.parse(upstream.requests.at(-1)?.body ?? "{}") as { messages: unknown }).messages;

describe("messages by hand", () => {
  it("make a chat, run nothing, and belong to no model", async () => {
    const before = upstream.requests.length;
    const { chatId, laneId, leafId } = await chatOf({ text: "Say yes" }, { role: "assistant", text: "Yes" });
    const chat = await server.readChat(chatId);
    expect(toTexts(chat)).toEqual(["user: Say yes", "assistant: Yes"]);
    expect(chat).toMatchObject({ title: "Say yes", lanes: [{ id: laneId, model, leafId }], liveRuns: [] });
    expect(chat.messages[1]?.metadata).toMatchObject({
      byHand: "written",
      modelName: "Written by hand",
      model: "",
      usage: null,
      cost: { usd: null },
    });
    expect(upstream.requests).toHaveLength(before);
    const db = await server.getDb();
    expect(await db.selectFrom("runs").select("id").where("chat_id", "=", chatId).execute()).toEqual([]);
  });

  it("are what the next model is sent, two of one role as one", async () => {
    const { chatId, laneId, leafId } = await chatOf(
      { role: "assistant", text: "I am a pirate" },
      { text: "First half" },
      { text: "second half" },
    );
    const answer = laneWith({ model, laneId, parentId: leafId, message: undefined });
    await readTurn(await server.send("POST", "/api/turns", { body: turnWith({ chatId, lanes: [answer] }) }));
    const asked = [
      { role: "assistant", content: "I am a pirate" },
      { role: "user", content: "First half\n\nsecond half" },
    ];
    expect(lastSent()).toEqual(asked);
    const more = laneWith({ model, laneId, parentId: leafId, text: "third" });
    await readTurn(await server.send("POST", "/api/turns", { body: turnWith({ chatId, lanes: [more] }) }));
    expect(lastSent()).toEqual([asked[0], { role: "user", content: "First half\n\nsecond half\n\nthird" }]);
  });

  it("are added once however often they arrive", async () => {
    const [chatId, body] = [createId(), addedWith({ text: "Twice" })];
    const replies = await Promise.all([add(chatId, body), add(chatId, body)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect((await server.readChat(chatId)).messages).toHaveLength(1);
  });

  it("never hang below another lane's messages, nor take their ids", async () => {
    const one = await chatOf({ text: "One" });
    const other = await chatOf({ text: "Other" });
    const { laneId } = other;
    const stray = await add(other.chatId, addedWith({}, { laneId, parentId: one.leafId }));
    expect(stray.status).toBe(404);
    const stolen = await add(one.chatId, addedWith({}, { laneId, parentId: other.leafId }));
    expect(stolen.status).toBe(404);
    const taken = await add(other.chatId, addedWith({ id: one.leafId }, { laneId, parentId: other.leafId }));
    expect(taken.status).toBe(409);
    expect((await server.readChat(other.chatId)).messages).toHaveLength(1);
  });

  it.each<[string, Added]>([
    ["nothing in it", { text: "" }],
    ["another role", { role: "system" as "user" }],
    ["an answer with a file", { role: "assistant", attachments: [{ id: "a".repeat(64), name: "a.txt" }] }],
  ])("with %s are refused", async (_, message) => {
    const chatId = createId();
    expect((await add(chatId, addedWith(message))).status).toBe(400);
    expect((await server.send("GET", `/api/chats/${chatId}`)).status).toBe(404);
  });

  it("are found, forked, exported and read again like any other", async () => {
    const { chatId, leafId } = await chatOf({ text: "Zebrafinch" }, { role: "assistant", text: "Okapi" });
    const found = await (await server.send("GET", "/api/chats/search?q=okapi")).json();
    expect(found.messages).toMatchObject([{ messageId: leafId, role: "assistant" }]);
    const forked = await server.send("POST", `/api/chats/${chatId}/fork`, { body: { messageId: leafId } });
    const fork = await server.readChat((await forked.json()).chatId);
    expect(toTexts(fork)).toEqual(["user: Zebrafinch", "assistant: Okapi"]);
    expect(fork.messages[1]?.metadata?.byHand).toBe("written");
    const file = await (await server.send("GET", `/api/chats/${chatId}/export`)).text();
    const read = await server.send("POST", "/api/import", { body: file.replaceAll("Okapi", "Quagga") });
    expect(await read.json()).toEqual({ added: 0, copied: 1, known: 0 });
    const words = await server.send("GET", `/api/chats/${chatId}/export?format=markdown`);
    expect(await words.text()).toContain("**Written by hand**\n\nOkapi");
  });
});

describe("a rewording", () => {
  async function asked() {
    const turn = turnWith({ lanes: [laneWith({ model, text: "Hello?" })] });
    await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    const [lane] = turn.lanes;
    if (lane === undefined) throw new Error("no lane");
    return { chatId: turn.chatId, lane };
  }

  it("of an answer stands beside it under its model's name, and is what is sent next", async () => {
    const { chatId, lane } = await asked();
    const id = createId();
    for (const _ of ["first", "again"]) {
      expect((await reword(chatId, lane.answerId, { id, text: "Hello, reader" })).status).toBe(200);
    }
    const chat = await server.readChat(chatId);
    expect(toTexts(chat)).toEqual(["user: Hello?", "assistant: Hi", "assistant: Hello, reader"]);
    const [, answer, edited] = chat.messages;
    expect(edited).toMatchObject({ id, parentId: answer?.parentId, role: "assistant" });
    expect(edited?.metadata).toMatchObject({ byHand: "edited", model, usage: null, outcome: "complete" });
    expect(answer?.metadata?.byHand).toBeUndefined();
    expect(chat.lanes[0]?.leafId).toBe(id);
    const next = laneWith({ model, laneId: lane.laneId, parentId: id, text: "And?" });
    await readTurn(await server.send("POST", "/api/turns", { body: turnWith({ chatId, lanes: [next] }) }));
    expect(lastSent()).toEqual([
      { role: "user", content: "Hello?" },
      { role: "assistant", content: "Hello, reader" },
      { role: "user", content: "And?" },
    ]);
  });

  it("of a question runs nothing", async () => {
    const { chatId, lane } = await asked();
    const before = upstream.requests.length;
    const id = createId();
    await reword(chatId, lane.message.id, { id, text: "Hello!" });
    const chat = await server.readChat(chatId);
    expect(chat.messages.at(-1)).toMatchObject({ id, parentId: null, role: "user", metadata: null });
    expect(chat.lanes[0]?.leafId).toBe(id);
    expect(upstream.requests).toHaveLength(before);
  });

  it("that leaves nothing, or is of a message that is not there, is refused", async () => {
    const { chatId, lane } = await asked();
    expect((await reword(chatId, lane.message.id, { id: createId(), text: "" })).status).toBe(400);
    expect((await reword(chatId, createId(), { id: createId(), text: "x" })).status).toBe(404);
    expect((await reword(createId(), lane.answerId, { id: createId(), text: "x" })).status).toBe(404);
    expect((await reword(chatId, lane.answerId, { id: lane.answerId, text: "x" })).status).toBe(200);
    expect((await server.readChat(chatId)).messages).toHaveLength(2);
  });
});
