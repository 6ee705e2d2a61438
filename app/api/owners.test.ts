import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { createId } from "@/lib/id";

let server: TestServer;
const theirs = turnWith({ lanes: [laneWith({ text: "Nobody else's business" })] });
const [theirLane] = theirs.lanes;

beforeAll(async () => {
  server = await startTestServer();
  await readTurn(await server.send("POST", "/api/turns", { body: theirs }));
  const db = await server.getDb();
  for (const table of ["chats", "lanes", "messages", "runs"] as const) {
    await db.updateTable(table).set({ owner: "somebody-else" }).execute();
  }
});
afterAll(() => server.close());

async function expectNotFound(response: Response): Promise<void> {
  expect(response.status).toBe(404);
  const text = await response.text();
  expect(JSON.parse(text).error.code).toBe("not_found");
  expect(text).not.toContain("business");
}

/** What is asked for by an id in the address: `ids-of-others.test.ts`. */
describe("S5: what belongs to somebody else", () => {
  it("cannot be read as a request that would be sent", async () => {
    const { laneId, answerId: parentId } = theirLane ?? {};
    const lane = laneWith({ laneId, parentId });
    await expectNotFound(
      await server.send("POST", "/api/requests", { body: { chatId: theirs.chatId, lane } }),
    );
  });

  it("is in no list", async () => {
    expect(await (await server.send("GET", "/api/chats")).json()).toEqual([]);
  });

  it("cannot be added to or read through a turn", async () => {
    const { laneId = "", answerId = "" } = theirLane ?? {};
    const own = createId();
    const turns = [
      turnWith({ chatId: theirs.chatId }),
      turnWith({ chatId: own, lanes: [laneWith({ laneId })] }),
      turnWith({ chatId: own, lanes: [laneWith({ laneId, parentId: answerId })] }),
      turnWith({ chatId: own, lanes: [laneWith({ parentId: answerId })] }),
      turnWith({ chatId: theirs.chatId, lanes: [laneWith({ laneId, parentId: answerId })] }),
    ];
    for (const body of turns) await expectNotFound(await server.send("POST", "/api/turns", { body }));
    const taken = turnWith({ lanes: [laneWith({ answerId })] });
    expect((await server.send("POST", "/api/turns", { body: taken })).status).toBe(409);
    const db = await server.getDb();
    expect(await db.selectFrom("messages").select("id").execute()).toHaveLength(2);
    expect(await db.selectFrom("chats").select("title").execute()).toEqual([
      { title: "Nobody else's business" },
    ]);
  });

  it("does not stand in the way: the same turn id is free for everybody", async () => {
    const turn = turnWith({ turnId: theirs.turnId });
    expect((await readTurn(await server.send("POST", "/api/turns", { body: turn }))).isDone).toBe(true);
  });
});

describe("ids that make no sense", () => {
  it.each(["short", "a".repeat(65), "..%2f..%2fetc", "x'; drop table--", "__proto__"])(
    "%j is not found",
    async (id) => {
      expect((await server.send("GET", `/api/chats/${id}`)).status).toBe(404);
      expect((await server.send("GET", `/api/turns/${id}/events`)).status).toBe(404);
    },
  );

  it("that stand twice in one turn are refused before anything is stored", async () => {
    const id = createId();
    const turns = [
      turnWith({ lanes: [laneWith({ answerId: id, message: { id, text: "both" } })] }),
      turnWith({ lanes: [laneWith({ answerId: id }), laneWith({ answerId: id })] }),
      turnWith({ lanes: [laneWith({ laneId: id }), laneWith({ laneId: id })] }),
    ];
    for (const body of turns) {
      expect((await server.send("POST", "/api/turns", { body })).status).toBe(400);
      expect((await server.send("GET", `/api/chats/${body.chatId}`)).status).toBe(404);
    }
  });

  it("a ninth lane is refused, also when it comes later", async () => {
    const lanes = Array.from({ length: 8 }, () => laneWith({ text: "hi" }));
    const turn = turnWith({ lanes });
    await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    const more = await server.send("POST", "/api/turns", { body: turnWith({ chatId: turn.chatId }) });
    expect(more.status).toBe(409);
    expect((await server.readChat(turn.chatId)).lanes).toHaveLength(8);
  });

  it.each(["1.2", "x", "-1", "1.", "9999999999"])("the cursor %j is refused", async (cursor) => {
    const turn = turnWith();
    await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    const headers = { "last-event-id": cursor };
    expect((await server.send("GET", `/api/turns/${turn.turnId}/events`, { headers })).status).toBe(400);
  });
});

it("a turn whose log was swept has expired, unless one of its lanes goes on", async () => {
  const turn = turnWith({ lanes: [laneWith(), laneWith()] });
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  const db = await server.getDb();
  const runs = await db.selectFrom("runs").select("id").where("turn_id", "=", turn.turnId).execute();
  const ids = runs.map(({ id }) => id);
  await db.deleteFrom("run_events").where("run_id", "in", ids).execute();
  const events = () => server.send("GET", `/api/turns/${turn.turnId}/events`);
  expect((await (await events()).json()).error.code).toBe("events_expired");
  await db
    .updateTable("runs")
    .set({ outcome: "running" })
    .where("id", "=", ids[0] ?? "")
    .execute();
  expect((await events()).status).toBe(200);
});
