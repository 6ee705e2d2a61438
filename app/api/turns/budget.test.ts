import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import {
  isOnPostgres,
  laneWith,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { createTemporaryId } from "@/lib/id";

vi.setConfig({ testTimeout: 20_000 });

/** What the model answers, one after the other. */
let answers: ((reply: RawReply) => void | Promise<void>)[] = [];
let upstream: RawUpstream;
let server: TestServer;

beforeAll(async () => {
  upstream = await startRawUpstream((reply) => answers.shift()?.(reply) ?? reply.end(""));
});
beforeEach(async () => {
  upstream.requests.length = 0;
  server = await startTestServer({
    settings: { SWITCHYARD_BUDGET_USD_PER_MONTH: "0.015" },
    config: acme(),
  });
  return () => server.close();
});
afterAll(() => upstream.close());

/** $1 per 1,000 tokens of output: an answer of 10 tokens costs a cent, and 10 are asked for. */
function acme() {
  const models = { m: { inputUsdPerMTok: 0, outputUsdPerMTok: 1_000 } };
  return { providers: { acme: { baseUrl: upstream.baseUrl, keyVariable: null, models } } };
}

const usd = (cents: number) => cents / 100;
const usageOf = (output: number) => ({
  ...usage,
  usage: { prompt_tokens: 5, completion_tokens: output, total_tokens: 5 + output },
});
const callTool = (output: number) => (reply: RawReply) => {
  const call = { index: 0, id: "c1", type: "function", function: { name: "calculator", arguments: "{}" } };
  reply.end(events(delta({ tool_calls: [call] }), finish("tool_calls"), usageOf(output), done));
};
const say = (text: string, output: number) => (reply: RawReply) =>
  reply.end(events(delta({ content: text }), finish(), usageOf(output), done));

const turnOf = (settings: object = {}) =>
  turnWith({
    lanes: [
      laneWith({
        model: "acme/m",
        settings: { maxOutputTokens: 10, tools: [{ kind: "built-in", name: "calculator" }], ...settings },
      }),
    ],
  });
const start = (turn: ReturnType<typeof turnWith>) =>
  server.send("POST", "/api/turns", { body: turn, headers: { accept: "text/event-stream" } });

async function readBudget() {
  const db = await server.getDb();
  return db.selectFrom("budgets").selectAll().where("scope", "=", "total").executeTakeFirstOrThrow();
}

it("a run with tools holds back one request at a time, and counts each as soon as it is over", async () => {
  const held: number[] = [];
  const look = async () => void held.push((await readBudget()).reserved_usd);
  answers = [
    async (reply) => {
      await look();
      callTool(2)(reply);
    },
    async (reply) => {
      await look();
      expect((await readBudget()).spent_usd).toBeCloseTo(usd(0.2), 9);
      callTool(3)(reply);
    },
    say("Done.", 4),
  ];
  const { events: read } = await readTurn(await start(turnOf()));
  expect(toText(read)).toBe("Done.");
  for (const reserved of held) expect(reserved).toBeCloseTo(usd(1), 9);
  await server.idle();
  expect(await readBudget()).toMatchObject({ reserved_usd: 0 });
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(0.9), 9);
});

it("its next request is not sent when the budget is used up: the answer says so and keeps what came", async () => {
  answers = [callTool(10), callTool(10), say("never", 10)];
  const turn = turnOf();
  await readTurn(await start(turn));
  await server.idle();
  expect(upstream.requests).toHaveLength(2);
  const answer = (await server.readChat(turn.chatId)).messages.at(-1);
  expect(answer?.metadata).toMatchObject({
    outcome: "failed",
    error: { code: "budget_refused", title: expect.stringContaining("is used up or held") },
  });
  expect(answer?.parts.filter(({ type }) => type.startsWith("dynamic-tool"))).toHaveLength(2);
  const { spent_usd, reserved_usd } = await readBudget();
  expect(spent_usd).toBeCloseTo(usd(2), 9);
  expect(reserved_usd).toBeCloseTo(0, 9);
});

it("a request that fails after others costs nothing, and one whose cost nobody knows what it held", async () => {
  const fail = (reply: RawReply) => {
    reply.head(400);
    reply.end("no");
  };
  answers = [callTool(2), fail];
  await readTurn(await start(turnOf()));
  await server.idle();
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(0.2), 9);
  answers = [(reply) => reply.end(events(delta({ content: "Hi" }), finish(), done))];
  await readTurn(await start(turnOf()));
  await server.idle();
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(1.2), 9);
  expect((await readBudget()).reserved_usd).toBeCloseTo(0, 9);
});

it("a budget that is set in the middle of a month begins with what was spent in it", async () => {
  answers = [say("Before there was one.", 4), say("Under it.", 3)];
  await readTurn(await start(turnOf()));
  await server.idle();
  // As it was before this server had a budget.
  await (await server.getDb()).deleteFrom("budgets").execute();
  const report = await (await server.send("GET", "/api/usage?days=7")).json();
  expect(report.budget.spentUsd).toBeCloseTo(usd(0.4), 9);
  await readTurn(await start(turnOf()));
  await server.idle();
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(0.7), 9);
});

it("a budget that is taken away and set again in a month counts what was spent without it", async () => {
  answers = [say("Under it.", 4), say("Without it.", 9), say("Under it again.", 2), say("never", 1)];
  await readTurn(await start(turnOf()));
  await server.idle();
  const restart = async (budget: string) => {
    const { folder } = server;
    await (await server.getDb()).destroy();
    server = await startTestServer({
      folder,
      settings: { SWITCHYARD_BUDGET_USD_PER_MONTH: budget },
      config: acme(),
    });
  };
  await restart("");
  await readTurn(await start(turnOf()));
  await server.idle();
  await restart("0.015");
  const report = await (await server.send("GET", "/api/usage?days=7")).json();
  expect(report.budget.spentUsd).toBeCloseTo(usd(1.3), 9);
  await readTurn(await start(turnOf()));
  await server.idle();
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(1.5), 9);
  await readTurn(await start(turnOf()));
  expect(upstream.requests).toHaveLength(3);
});

it("thirty runs with tools at once spend no more than the budget and one request of each that was let in", async () => {
  answers = Array.from({ length: 60 }, () => async (reply: RawReply) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    callTool(10)(reply);
  });
  const turns = Array.from({ length: 30 }, () => turnOf());
  await Promise.all(turns.map(async (turn) => readTurn(await start(turn))));
  await server.idle();
  expect(await readBudget()).toMatchObject({ reserved_usd: 0 });
  expect((await readBudget()).spent_usd).toBeLessThan(usd(1.5) + usd(1) + 1e-9);
});

// What a kill leaves behind is looked at in the same database, as another process would.
it("what a process held when it died is counted, once", async () => {
  answers = [callTool(2), () => new Promise(() => {})];
  const turn = turnOf();
  const reading = start(turn).then(readTurn);
  await vi.waitFor(() => expect(upstream.requests).toHaveLength(2));
  const db = await server.getDb();
  const row = await db.selectFrom("runs").selectAll().executeTakeFirstOrThrow();
  expect(row.reserved_usd).toBeCloseTo(usd(1), 9);
  await db.updateTable("runs").set({ instance_id: "dead", lease_until: 0 }).execute();
  const { getEventLog } = server;
  const live = getEventLog().listLive()[0];
  if (live === undefined) throw new Error("Nothing runs.");
  vi.spyOn(getEventLog(), "get").mockReturnValueOnce(undefined);
  const { recoverRuns } = await import("@/lib/server/runs/recover-runs");
  const { getAnswerMetadata, saveAnswer } = await import("@/lib/server/chats/message-store");
  expect(await recoverRuns(getAnswerMetadata, saveAnswer)).toBe(1);
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(1.2), 9);
  live.stop();
  await reading;
  await server.idle();
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(1.2), 9);
  expect((await readBudget()).reserved_usd).toBeCloseTo(0, 9);
});

it("what a temporary chat's run held when its process died is counted too, and nothing of it is left running", async () => {
  answers = [() => new Promise(() => {})];
  const turn = { ...turnOf(), chatId: createTemporaryId(), turnId: createTemporaryId() };
  const reading = start(turn).then(readTurn);
  await vi.waitFor(() => expect(upstream.requests).toHaveLength(1));
  const db = await server.getDb();
  const readRow = () => db.selectFrom("runs").selectAll().executeTakeFirstOrThrow();
  expect((await readRow()).reserved_usd).toBeCloseTo(usd(1), 9);
  const before = await readRow();
  await db.updateTable("runs").set({ instance_id: "dead", lease_until: 0 }).execute();
  const { recoverUnloggedRuns } = await import("@/lib/server/runs/recover-unlogged-runs");
  expect(await recoverUnloggedRuns()).toBe(1);
  expect(await recoverUnloggedRuns()).toBe(0);
  expect(await readRow()).toMatchObject({ id: before.id, outcome: "interrupted", reserved_usd: null });
  expect(await readBudget()).toMatchObject({ reserved_usd: 0 });
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(1), 9);
  server.getEventLog().listLive()[0]?.stop();
  await reading;
  await server.idle();
  expect(await readRow()).toMatchObject({ outcome: "interrupted" });
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(1), 9);
});

it("a temporary chat's run gives back what it held, and is one row of the ledger", async () => {
  answers = [callTool(2), say("Done.", 3)];
  const turn = { ...turnOf(), chatId: createTemporaryId(), turnId: createTemporaryId() };
  await readTurn(await start(turn));
  await server.idle();
  const rows = await (await server.getDb()).selectFrom("runs").selectAll().execute();
  expect(rows).toMatchObject([{ outcome: "complete", reserved_usd: null, output_tokens: 5 }]);
  expect(await readBudget()).toMatchObject({ reserved_usd: 0 });
  expect((await readBudget()).spent_usd).toBeCloseTo(usd(0.5), 9);
});

// The ledger of PostgreSQL is another one: a trigger in this dialect stands for a disk that is full just then.
it.skipIf(isOnPostgres)(
  "a temporary chat's run is counted when the ledger takes its end, and once",
  async () => {
    const db = await server.getDb();
    await sql`create trigger full_disk before update on runs when new.outcome <> 'running'
    begin select raise(fail, 'no room'); end`.execute(db);
    answers = [say("Hello", 4)];
    const lanes = [laneWith({ model: "acme/m", settings: { maxOutputTokens: 10 } })];
    const turn = { ...turnWith({ lanes, chatId: createTemporaryId() }), turnId: createTemporaryId() };
    const { events: read } = await readTurn(await start(turn));
    expect(toText(read)).toBe("Hello");
    expect(await readBudget()).toMatchObject({ spent_usd: 0, reserved_usd: usd(1) });
    await sql`drop trigger full_disk`.execute(db);
    await server.idle();
    expect((await readBudget()).spent_usd).toBeCloseTo(usd(0.4), 9);
    expect(await readBudget()).toMatchObject({ reserved_usd: 0 });
  },
);
