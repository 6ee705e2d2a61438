import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  laneWith,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import { createId } from "@/lib/id";

vi.setConfig({ testTimeout: 30_000 });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Turn = ReturnType<typeof turnWith>;

const rounds = 10;
const post = (body: Turn) => server.send("POST", "/api/turns", { body });

/** Posts turns at once: statuses in order, and the error codes of those that were refused. */
async function postAll(turns: Turn[]) {
  const responses = await Promise.all(turns.map(post));
  const codes: string[] = [];
  for (const response of responses) {
    if (response.ok) await readTurn(response);
    else codes.push((await response.json()).error.code);
  }
  await server.idle();
  return { statuses: responses.map(({ status }) => status).toSorted(), codes };
}

describe("R18: turns that are posted at once", () => {
  it("into one new chat with a lane each make one chat with both lanes", async () => {
    for (let round = 0; round < rounds; round++) {
      const chatId = createId();
      const { statuses } = await postAll([turnWith({ chatId }), turnWith({ chatId })]);
      expect(statuses).toEqual([200, 200]);
      const chat = await server.readChat(chatId);
      expect(chat.lanes.map(({ position }) => position)).toEqual([0, 1]);
      expect(chat.messages).toHaveLength(4);
    }
  });

  it("with one lane's id in two chats: the lane is in one of them, and the other turn is refused", async () => {
    for (let round = 0; round < rounds; round++) {
      const laneId = createId();
      const turns = [1, 2].map(() => turnWith({ lanes: [laneWith({ laneId })] }));
      expect(await postAll(turns)).toEqual({ statuses: [200, 404], codes: ["not_found"] });
    }
  });

  it("with one message's id in two chats: one of them has it, and the other turn is refused", async () => {
    for (let round = 0; round < rounds; round++) {
      const message = { id: createId(), text: "Mine" };
      const turns = [1, 2].map(() => turnWith({ lanes: [laneWith({ message })] }));
      expect(await postAll(turns)).toEqual({ statuses: [200, 409], codes: ["conflict"] });
    }
  });

  it("with the ids of two lanes in opposite order: one is answered, none waits for the other for ever", async () => {
    for (let round = 0; round < 3; round++) {
      const lanes = [laneWith(), laneWith()];
      const turns = [turnWith({ lanes }), turnWith({ lanes: lanes.toReversed() })];
      const { statuses } = await postAll(turns);
      expect(statuses[0]).toBe(200);
      expect([404, 409]).toContain(statuses[1]);
    }
  });

  it("with one turn's id in two chats: one runs, and the other hears the same answer", async () => {
    for (let round = 0; round < rounds; round++) {
      const turnId = createId();
      const lane = laneWith();
      const { statuses } = await postAll([
        turnWith({ turnId, lanes: [lane] }),
        turnWith({ turnId, lanes: [lane] }),
      ]);
      expect(statuses[0]).toBe(200);
      expect([200, 404, 409]).toContain(statuses[1]);
    }
  });

  it("twenty times over are one run, and all twenty hear all of it", async () => {
    const turn = turnWith({ lanes: [laneWith({ text: "Only once. ".repeat(5) })] });
    const responses = await Promise.all(Array.from({ length: 20 }, () => post(turn)));
    const texts = await Promise.all(
      responses.map(async (response) => toText((await readTurn(response)).events)),
    );
    expect(new Set(texts)).toEqual(new Set(["Only once. ".repeat(5)]));
    expect((await server.readChat(turn.chatId)).messages).toHaveLength(2);
  });
});

it("a file that is imported three times at once adds its chats once", async () => {
  const turn = turnWith();
  await postAll([turn]);
  const file = await (await server.send("GET", `/api/chats/${turn.chatId}/export`)).text();
  const { purgeChats } = await import("@/lib/server/chats/purge-chats");
  await purgeChats(await server.getDb(), [turn.chatId]);
  const imports = await Promise.all([1, 2, 3].map(() => server.send("POST", "/api/import", { body: file })));
  expect(imports.map(({ status }) => status)).toEqual([200, 200, 200]);
  const results = await Promise.all(imports.map((response) => response.json()));
  expect(results).toContainEqual({ added: 1, copied: 0, known: 0 });
  expect(results.filter(({ known }) => known === 1)).toHaveLength(2);
});

it("a text with characters that no database keeps as they are is answered and shown again", async () => {
  const text = "zero \u0000 and half \ud83d of a pair";
  const turn = turnWith({ lanes: [laneWith({ text })] });
  const { events } = await readTurn(await post(turn));
  expect(toText(events)).toBe(text);
  await server.idle();
  const chat = await server.readChat(turn.chatId);
  expect(chat.messages[0]?.parts).toEqual([{ type: "text", text }]);
  expect(chat.title).toContain("and half");
  const body = { title: "a\u0000b" };
  expect((await server.send("PATCH", `/api/chats/${turn.chatId}`, { body })).status).toBe(200);
  expect((await post(turnWith({ lanes: [laneWith({ model: "demo/e\u0000cho" })] }))).status).toBe(400);
});

describe("two tabs, or two instances, at once", () => {
  it("make no ninth lane: of several that are cloned into a chat of seven, one is", async () => {
    const lanes = Array.from({ length: 7 }, (_, index) => laneWith({ text: `${index}` }));
    const turn = turnWith({ lanes });
    await readTurn(await post(turn));
    await server.idle();
    const clone = () =>
      server.send("POST", `/api/chats/${turn.chatId}/lanes`, {
        body: { from: lanes[0]?.laneId, laneId: createId() },
      });
    const cloned = await Promise.all(Array.from({ length: 6 }, clone));
    expect(cloned.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await server.readChat(turn.chatId)).lanes).toHaveLength(8);
  });

  it("bring no more lanes back than there is room for", async () => {
    const lanes = Array.from({ length: 8 }, (_, index) => laneWith({ text: `${index}` }));
    const turn = turnWith({ lanes });
    await readTurn(await post(turn));
    await server.idle();
    const { chatId } = turn;
    const patch = (laneId: string, removed: boolean) =>
      server.send("PATCH", `/api/chats/${chatId}/lanes/${laneId}`, { body: { removed } });
    const gone = lanes.slice(0, 4).map(({ laneId }) => laneId);
    for (const laneId of gone) await patch(laneId, true);
    const others = Array.from({ length: 3 }, () => createId());
    const from = lanes[5]?.laneId;
    for (const laneId of others)
      await server.send("POST", `/api/chats/${chatId}/lanes`, { body: { from, laneId } });
    const statuses = (await Promise.all(gone.map((laneId) => patch(laneId, false)))).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted()).toEqual([200, 409, 409, 409]);
  });

  it("give two presets no name in common", async () => {
    const save = () =>
      server.send("POST", "/api/presets", {
        body: { id: createId(), name: "Same", model: null, settings: {} },
      });
    const saved = await Promise.all(Array.from({ length: 5 }, save));
    expect(saved.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  });
});
