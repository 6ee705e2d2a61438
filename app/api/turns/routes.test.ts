import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  laneWith,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import type { LaneSettings } from "@/lib/chats/lane-settings";

type Respond = (reply: RawReply) => void | Promise<void>;
const respond: { busy: Respond; calm: Respond } = { busy: () => {}, calm: () => {} };
let busy: RawUpstream;
let calm: RawUpstream;
let server: TestServer;

const priced = { inputUsdPerMTok: 1, outputUsdPerMTok: 2 };

beforeAll(async () => {
  busy = await startRawUpstream((reply) => respond.busy(reply));
  calm = await startRawUpstream((reply) => respond.calm(reply));
  server = await startTestServer({
    config: {
      providers: {
        busy: {
          name: "Busy",
          baseUrl: busy.baseUrl,
          keyVariable: null,
          models: { large: { ...priced, name: "Large", imageInput: true } },
        },
        calm: {
          name: "Calm",
          baseUrl: calm.baseUrl,
          keyVariable: null,
          models: { small: { ...priced, name: "Small" }, deep: { name: "Deep" } },
        },
      },
      routes: {
        fast: {
          rules: [{ when: { context: { task: "complex" } }, use: "calm/deep" }],
          default: "busy/large",
          fallbacks: ["calm/small"],
          firstTokenTimeoutMs: 300,
        },
      },
    },
  });
});
afterAll(async () => {
  await server.close();
  await busy.close();
  await calm.close();
});
beforeEach(() => {
  busy.requests.length = 0;
  calm.requests.length = 0;
  respond.busy = answer("from busy");
  respond.calm = answer("from calm");
});

const answer =
  (content: string): Respond =>
  (reply) =>
    reply.end(events(delta({ content }), finish(), usage, done));

const refuse =
  (status: number, message: string): Respond =>
  (reply) => {
    reply.head(status, { "content-type": "application/json" });
    reply.end(JSON.stringify({ error: { message } }));
  };

async function ask({ settings = {}, model = "auto/fast" }: { settings?: LaneSettings; model?: string } = {}) {
  const turn = turnWith({ lanes: [laneWith({ model, settings })] });
  const response = await server.send("POST", "/api/turns", {
    body: turn,
    headers: { accept: "text/event-stream" },
  });
  const { events: told } = await readTurn(response);
  const { messages, lanes } = await server.readChat(turn.chatId);
  const metadata = messages.find(({ id }) => id === turn.lanes[0]?.answerId)?.metadata;
  const names = told
    .flatMap(({ chunks }) => chunks)
    .flatMap((chunk) => ("messageMetadata" in chunk ? (chunk.messageMetadata?.modelName ?? []) : []));
  return { text: toText(told), metadata, names, turn, messages, lane: lanes[0] };
}

const readRuns = async (model: string) =>
  (await server.getDb())
    .selectFrom("runs")
    .selectAll()
    .where("model", "=", model)
    .orderBy("started_at")
    .execute();

describe("an answer by a route", () => {
  it("is labelled with the model that wrote it; the lane keeps the route", async () => {
    const { text, metadata, lane } = await ask();
    expect(text).toBe("from busy");
    expect(metadata).toMatchObject({
      model: "busy/large",
      modelName: "Large",
      providerName: "Busy",
      outcome: "complete",
      route: { route: "auto/fast", rule: null, stops: [] },
    });
    expect(lane?.model).toBe("auto/fast");
  });

  it("goes by the context in the lane's headers, which stays here", async () => {
    const { metadata } = await ask({
      settings: { headers: { "X-Switchyard-Context": "task=complex", "x-a": "b" } },
    });
    expect(metadata).toMatchObject({ model: "calm/deep", route: { rule: "task is complex" } });
    expect(calm.requests[0]?.headers).toMatchObject({ "x-a": "b" });
    expect(calm.requests[0]?.headers).not.toHaveProperty("x-switchyard-context");
  });

  it.each<[string, Respond, object]>([
    ["a 429", refuse(429, "slow down"), { code: "rate_limited", status: 429, reason: "slow down" }],
    ["a 503", refuse(503, "no capacity"), { code: "provider_failed", status: 503 }],
    ["silence", () => {}, { code: "headers_timeout", status: null }],
    [
      "an error before its first word",
      (reply) => reply.end(events(delta({ role: "assistant" }), { error: { message: "overloaded" } })),
      { code: "provider_failed", reason: "overloaded" },
    ],
  ])(
    "falls back after %s: its label changes, and its figures are of the one that answered",
    async (_, failing, stop) => {
      respond.busy = failing;
      const { text, metadata, names, messages } = await ask();
      expect(text).toBe("from calm");
      expect(metadata).toMatchObject({
        model: "calm/small",
        modelName: "Small",
        outcome: "complete",
        error: null,
        usage: { inputTokens: 11, outputTokens: 7 },
        cost: { usd: expect.closeTo((11 + 7 * 2) / 1e6, 12), status: "estimated" },
        route: {
          route: "auto/fast",
          rule: null,
          stops: [{ model: "busy/large", modelName: "Large", ...stop }],
        },
      });
      expect(names[0]).toBe("Large");
      expect(names.at(-1)).toBe("Small");
      const parts = messages.find(({ role }) => role === "assistant")?.parts ?? [];
      expect(parts.map(({ type }) => type)).toEqual(["step-start", "text"]);
    },
  );

  it("never falls back after its first word, nor after a 400", async () => {
    respond.busy = async (reply) => {
      await reply.event(delta({ content: "Half a" }));
      reply.reset();
    };
    const half = await ask();
    expect(half.text).toBe("Half a");
    expect(half.metadata).toMatchObject({
      model: "busy/large",
      outcome: "interrupted",
      route: { stops: [] },
    });
    respond.busy = refuse(400, "temperature must be at most 2");
    expect((await ask()).metadata).toMatchObject({
      outcome: "failed",
      error: { code: "bad_request", providerMessage: "temperature must be at most 2" },
    });
    expect(calm.requests).toHaveLength(0);
  });

  it("that nobody gives has the last one's error, and what was tried", async () => {
    respond.busy = refuse(503, "no capacity");
    respond.calm = refuse(429, "slow down");
    expect((await ask()).metadata).toMatchObject({
      model: "calm/small",
      outcome: "failed",
      error: { code: "rate_limited", providerMessage: "slow down" },
      route: { stops: [{ model: "busy/large", status: 503 }] },
    });
  });

  it("by a route that does not exist is refused in words", async () => {
    const { metadata } = await ask({ model: "auto/fst" });
    expect(metadata?.error?.advice).toContain('Did you mean "auto/fast"?');
  });

  it("stands in the ledger with a run for each model; what each was sent is kept", async () => {
    const before = (await readRuns("busy/large")).length;
    respond.busy = refuse(503, "no capacity");
    const { turn, metadata } = await ask();
    const failed = (await readRuns("busy/large")).slice(before);
    expect(failed).toMatchObject([
      { outcome: "failed", error_code: "provider_failed", cost_usd: null, source: null, chat_id: "" },
    ]);
    const answered = (await readRuns("calm/small")).at(-1);
    expect(answered).toMatchObject({ id: metadata?.runId, outcome: "complete", chat_id: turn.chatId });
    const [lane] = await (await server.send("GET", `/api/turns/${turn.turnId}/exchanges`)).json();
    expect(lane).toMatchObject({
      model: "calm/small",
      exchanges: [{ attempt: "busy/large", status: 503 }, { status: 200 }],
    });
    expect(lane.exchanges[1]).not.toHaveProperty("attempt");
  });

  it("can be copied as code: to the model it would go to, or to this server by its name", async () => {
    const turn = turnWith();
    const lane = laneWith({
      model: "auto/fast",
      settings: { headers: { "x-switchyard-context": "task=complex" } },
    });
    const response = await server.send("POST", "/api/requests", { body: { chatId: turn.chatId, lane } });
    const described = await response.json();
    expect(described).toMatchObject({
      ref: "auto/fast",
      providerId: "calm",
      body: { model: "deep" },
      headers: [],
      context: "task=complex",
    });
    expect(described.notices[0]).toContain("auto/fast chooses calm/deep for this request (task is complex)");
    expect(calm.requests).toHaveLength(0);
  });
});
