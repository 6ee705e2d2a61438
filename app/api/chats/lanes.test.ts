import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import type { ContinueResult } from "@/lib/api/endpoints";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { toPath } from "@/lib/chats/message-tree";
import { createId } from "@/lib/id";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function chatWith(texts: string[]) {
  const turn = turnWith({ lanes: texts.map((text) => laneWith({ text })) });
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  await server.idle();
  return turn;
}

/** What each lane shows, from left to right. */
function toShown({ lanes, messages }: ChatDocument): string[][] {
  const nodes = new Map(messages.map((message) => [message.id, message]));
  return lanes.map(({ leafId }) =>
    toPath(nodes, leafId).map(({ role, parts }) =>
      role === "user" ? parts.map((part) => (part.type === "text" ? part.text : "")).join("") : role,
    ),
  );
}

const patchLane = (chatId: string, laneId: string, body: object) =>
  server.send("PATCH", `/api/chats/${chatId}/lanes/${laneId}`, { body });

describe("the lanes of a chat", () => {
  it("are cloned to the right, with their model, settings and what they show", async () => {
    const { chatId, lanes } = await chatWith(["one", "two"]);
    const [first, second] = lanes;
    await patchLane(chatId, first?.laneId ?? "", { settings: { seed: 7 } });
    const laneId = createId();
    const added = await server.send("POST", `/api/chats/${chatId}/lanes`, {
      body: { from: first?.laneId, laneId },
    });
    expect(added.status).toBe(200);
    const chat = await server.readChat(chatId);
    expect(chat.lanes.map(({ id }) => id)).toEqual([first?.laneId, laneId, second?.laneId]);
    expect(chat.lanes[1]).toMatchObject({ model: "demo/echo", settings: { seed: 7 } });
    expect(toShown(chat)).toEqual([
      ["one", "assistant"],
      ["one", "assistant"],
      ["two", "assistant"],
    ]);
  });

  it("are eight at most", async () => {
    const { chatId, lanes } = await chatWith(["1", "2", "3", "4", "5", "6", "7", "8"]);
    const body = { from: lanes[0]?.laneId, laneId: createId() };
    const refused = await server.send("POST", `/api/chats/${chatId}/lanes`, { body });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("at most 8 lanes");
  });

  it("have settings that another tab's do not overwrite, neither by a change nor by a turn that changes none", async () => {
    const { chatId, lanes } = await chatWith(["one"]);
    const laneId = lanes[0]?.laneId ?? "";
    const edit = (body: object) => server.send("PATCH", `/api/chats/${chatId}/lanes/${laneId}`, { body });
    const stored = async () => (await server.readChat(chatId)).lanes[0]?.settings;
    const settingsFrom = (await stored()) ?? {};
    expect((await edit({ settings: { seed: 0, topP: 1 }, settingsFrom })).status).toBe(200);
    const joined = await edit({ settings: { temperature: 0 }, settingsFrom });
    expect(await joined.json()).toMatchObject({ settings: { seed: 0, topP: 1, temperature: 0 } });
    await edit({ settings: { seed: 0, topP: 1 } });
    const refused = await edit({ settings: { seed: 9 }, settingsFrom });
    expect(refused.status).toBe(409);
    expect((await refused.json()).error.details).toEqual({ current: { seed: 0, topP: 1 } });
    const both = [1, 2].map((seed) => edit({ settings: { seed }, settingsFrom: { topP: 1, seed: 0 } }));
    expect((await Promise.all(both)).map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await edit({ settings: { seed: 3 } });
    const turn = (more: object) =>
      turnWith({
        chatId,
        lanes: [laneWith({ laneId, parentId: lanes[0]?.answerId ?? null, settings: { seed: 4 }, ...more })],
      });
    await readTurn(await server.send("POST", "/api/turns", { body: turn({ keepsSettings: true }) }));
    expect(await stored()).toEqual({ seed: 3 });
    await readTurn(await server.send("POST", "/api/turns", { body: turn({}) }));
    expect(await stored()).toEqual({ seed: 4 });
  });

  it("are removed with what they hold, also for searches and exports, and can be had back", async () => {
    const { chatId, lanes } = await chatWith(["stays", "quokka"]);
    const gone = lanes[1]?.laneId ?? "";
    await patchLane(chatId, gone, { removed: true });
    expect(toShown(await server.readChat(chatId))).toEqual([["stays", "assistant"]]);
    expect(await (await server.send("GET", `/api/chats/${chatId}/export`)).text()).not.toContain("quokka");
    const found = await (await server.send("GET", "/api/chats/search?q=quokka")).json();
    expect(found.messages).toEqual([]);
    const turn = turnWith({
      chatId,
      lanes: [laneWith({ laneId: gone, parentId: lanes[1]?.answerId ?? null })],
    });
    const refused = await server.send("POST", "/api/turns", { body: turn });
    expect(refused.status).toBe(409);
    expect((await refused.json()).error.message).toContain("This lane was removed in another tab.");
    await patchLane(chatId, gone, { removed: false });
    expect(toShown(await server.readChat(chatId))).toEqual([
      ["stays", "assistant"],
      ["quokka", "assistant"],
    ]);
  });

  it("stand in the order they were put into", async () => {
    const { chatId, lanes } = await chatWith(["a", "b", "c"]);
    const laneIds = lanes.map(({ laneId }) => laneId).reverse();
    await server.send("PATCH", `/api/chats/${chatId}`, { body: { laneIds } });
    expect(toShown(await server.readChat(chatId)).map(([question]) => question)).toEqual(["c", "b", "a"]);
  });

  it("are all there from the first turn on, also those it does not ask", async () => {
    const asked = laneWith({ text: "only here" });
    const idle = { laneId: createId(), model: "demo/writer", settings: { seed: 3 } };
    const { laneId, model, settings } = asked;
    const turn = { ...turnWith({ lanes: [asked] }), layout: [idle, { laneId, model, settings }] };
    await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    await server.idle();
    const chat = await server.readChat(turn.chatId);
    expect(chat.lanes.map(({ id }) => id)).toEqual([idle.laneId, laneId]);
    expect(chat.lanes[0]).toMatchObject({ model: "demo/writer", settings: { seed: 3 }, leafId: null });
  });

  it("all go on from one answer, and back to their own when that is undone", async () => {
    const { chatId, lanes } = await chatWith(["a", "b", "c"]);
    const [, chosen] = lanes;
    const body = { laneId: chosen?.laneId, messageId: chosen?.answerId };
    const response = await server.send("POST", `/api/chats/${chatId}/continue`, { body });
    const { before } = (await response.json()) as ContinueResult;
    const shown = toShown(await server.readChat(chatId));
    expect(shown).toEqual([
      ["b", "assistant"],
      ["b", "assistant"],
      ["b", "assistant"],
    ]);
    for (const { laneId, leafId } of before) await patchLane(chatId, laneId, { leafId });
    expect(toShown(await server.readChat(chatId)).map(([question]) => question)).toEqual(["a", "b", "c"]);
  });

  it("of somebody else's answer are not found", async () => {
    const { chatId } = await chatWith(["a", "b"]);
    const other = await chatWith(["x"]);
    const body = { laneId: other.lanes[0]?.laneId, messageId: other.lanes[0]?.answerId };
    expect((await server.send("POST", `/api/chats/${chatId}/continue`, { body })).status).toBe(404);
    const copy = { from: other.lanes[0]?.laneId, laneId: createId() };
    expect((await server.send("POST", `/api/chats/${chatId}/lanes`, { body: copy })).status).toBe(404);
  });
});
