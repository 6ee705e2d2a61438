import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isToolUIPart } from "ai";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  laneWith,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import type { ChatDocument } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { createTemporaryId } from "@/lib/id";

vi.setConfig({ testTimeout: 20_000 });

type Body = { messages: Record<string, unknown>[]; tools?: unknown[]; tool_choice?: unknown };
type Call = { id: string; name: string; arguments: string };
/** `end` is the answer's finish reason; null of one whose connection breaks before it. */
type Step = { text: string } | { calls: Call[]; end?: "length" | null };

/** An MCP server that takes every connection and never says a word. */
const silent = createServer(() => {});

/** A provider that plays these answers one after the other. */
const upstream = { bodies: [] as Body[], steps: [] as Step[] };
let provider: Server;
let server: TestServer;

function answer(response: ServerResponse, step: Step | undefined): void {
  const chunk = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ id: "1", model: "m", created: 1, choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  const usage = `data: ${JSON.stringify({ id: "1", model: "m", created: 1, choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } })}\n\n`;
  const delta =
    step === undefined || "text" in step
      ? { content: step?.text ?? "Nothing more." }
      : {
          tool_calls: step.calls.map(({ id, name, arguments: args }, index) => ({
            index,
            id,
            type: "function",
            function: { name, arguments: args },
          })),
        };
  response.writeHead(200, { "content-type": "text/event-stream" });
  const end = step !== undefined && "calls" in step ? step.end : undefined;
  if (end === null) {
    response.write(chunk(delta, null), () => response.destroy());
    return;
  }
  response.end(
    `${chunk(delta, null)}${chunk({}, end ?? ("content" in delta ? "stop" : "tool_calls"))}${usage}data: [DONE]\n\n`,
  );
}

beforeAll(async () => {
  provider = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    upstream.bodies.push(JSON.parse(text));
    answer(response, upstream.steps.shift());
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const at = (listening: Server) => `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  server = await startTestServer({
    config: {
      providers: { acme: { baseUrl: `${at(provider)}/v1`, keyVariable: null } },
      mcpServers: { silent: { url: `${at(silent)}/mcp` } },
    },
  });
});

beforeEach(() => {
  upstream.bodies = [];
  upstream.steps = [];
});

afterAll(async () => {
  await server.close();
  for (const listening of [provider, silent]) {
    listening.closeAllConnections();
    listening.close();
  }
});

const weather = {
  kind: "function" as const,
  name: "get_weather",
  description: "The weather in a city",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
const call = (id: string, args: string, name = "get_weather"): Call => ({ id, name, arguments: args });

const turnTo = (settings: LaneSettings, chat: { chatId?: string; turnId?: string } = {}) =>
  turnWith({ ...chat, lanes: [laneWith({ model: "acme/m", settings })] });
const start = (turn: ReturnType<typeof turnWith>) =>
  server.send("POST", "/api/turns", { body: turn, headers: { accept: "text/event-stream" } });
const ask = async (settings: LaneSettings) => {
  const turn = turnTo(settings);
  const { events } = await readTurn(await start(turn));
  return { turn, text: toText(events), answer: await readAnswer(turn) };
};

async function readAnswer({ chatId, lanes }: { chatId: string; lanes: { answerId: string }[] }) {
  const chat: ChatDocument = await server.readChat(chatId);
  const found = chat.messages.find(({ id }) => id === lanes[0]?.answerId);
  if (found === undefined) throw new Error("There is no answer.");
  return { ...found, tools: found.parts.filter(isToolUIPart) };
}

/** The run's id, once a call of it waits for somebody. */
async function waitForQuestion(turn: ReturnType<typeof turnWith>): Promise<string> {
  return vi.waitFor(async () => {
    const run = server.getEventLog().listLive()[0];
    if (run?.decisions.isWaiting !== true) throw new Error(`${turn.turnId} waits for nobody.`);
    return run.id;
  });
}
const decide = (runId: string, decision: object) =>
  server.send("POST", `/api/runs/${runId}/decisions`, { body: decision });

describe("a call in an answer that was cut off", () => {
  const now = { ...weather, parameters: { type: "object", properties: {} }, result: { celsius: 21 } };

  it.each(["length", null] as const)("before its first argument is not made (%s)", async (end) => {
    upstream.steps = [{ calls: [call("c1", "")], end }];
    const { answer: stored } = await ask({ tools: [now] });
    expect(stored.tools).toMatchObject([{ state: "output-error" }]);
    expect(upstream.bodies).toHaveLength(1);
  });

  it("behind its arguments is followed by no further request: the answer is broken off", async () => {
    upstream.steps = [{ calls: [call("c1", '{"city":"Paris"}')], end: null }];
    const { answer: stored } = await ask({ tools: [now] });
    expect(stored.metadata).toMatchObject({ outcome: "interrupted", error: { code: "connection_lost" } });
    expect(upstream.bodies).toHaveLength(1);
  });
});

describe("a tool", () => {
  it("is called with the model's arguments, and its result goes back: a round trip of two requests", async () => {
    upstream.steps = [{ calls: [call("c1", '{"city":"Paris"}')] }, { text: "It is 21 degrees." }];
    const { text, answer: stored } = await ask({ tools: [{ ...weather, result: { celsius: 21 } }] });
    expect(text).toBe("It is 21 degrees.");
    expect(upstream.bodies).toHaveLength(2);
    expect(upstream.bodies[0]?.tools).toEqual([
      {
        type: "function",
        function: { name: "get_weather", description: weather.description, parameters: weather.parameters },
      },
    ]);
    expect(upstream.bodies[1]?.messages.slice(1)).toMatchObject([
      {
        role: "assistant",
        tool_calls: [{ id: "c1", function: { name: "get_weather", arguments: '{"city":"Paris"}' } }],
      },
      { role: "tool", tool_call_id: "c1", content: '{"celsius":21}' },
    ]);
    expect(stored.tools).toMatchObject([
      { state: "output-available", input: { city: "Paris" }, output: { celsius: 21 } },
    ]);
    expect(stored.metadata).toMatchObject({
      outcome: "complete",
      finishReason: "stop",
      usage: { inputTokens: 20, outputTokens: 10 },
      timing: { phases: { tools: [{ durationMs: expect.any(Number) }] } },
    });
  });

  it("is called twice at once where the model wants that, and both results are used", async () => {
    const sum = (expression: string) => JSON.stringify({ expression });
    upstream.steps = [
      { calls: [call("a", sum("6 * 7"), "calculator"), call("b", sum("2 ^ 10"), "calculator")] },
      { text: "42 and 1024." },
    ];
    const { answer: stored } = await ask({ tools: [{ kind: "built-in", name: "calculator" }] });
    expect(stored.tools).toMatchObject([
      { toolCallId: "a", output: { result: 42 } },
      { toolCallId: "b", output: { result: 1024 } },
    ]);
    expect(upstream.bodies[1]?.messages.filter(({ role }) => role === "tool")).toMatchObject([
      { tool_call_id: "a", content: expect.stringContaining("42") },
      { tool_call_id: "b", content: expect.stringContaining("1024") },
    ]);
  });

  it("that fails is told to the model in its own words, and the answer goes on", async () => {
    upstream.steps = [{ calls: [call("c1", '{"expression":"1 +"}', "calculator")] }, { text: "Sorry." }];
    const { text, answer: stored } = await ask({ tools: [{ kind: "built-in", name: "calculator" }] });
    expect(text).toBe("Sorry.");
    expect(stored.tools).toMatchObject([
      { state: "output-error", errorText: "Expected a number, but the expression ends." },
    ]);
    expect(JSON.stringify(upstream.bodies[1]?.messages.at(-1))).toContain("Expected a number");
  });

  it("called with arguments that are no JSON, or unknown, is told to the model too", async () => {
    upstream.steps = [
      { calls: [call("c1", '{"city": "Par'), call("c2", "{}", "get_secrets")] },
      { text: "I will not." },
    ];
    const { text, answer: stored } = await ask({ tools: [{ ...weather, result: "sunny" }] });
    expect(text).toBe("I will not.");
    expect(stored.tools.map(({ state }) => state)).toEqual(["output-error", "output-error"]);
    expect(stored.tools[1]).toMatchObject({ errorText: expect.stringContaining("get_secrets") });
    expect(stored.metadata?.outcome).toBe("complete");
    expect(upstream.bodies[1]?.messages.filter(({ role }) => role === "tool")).toHaveLength(2);
  });

  it("is not called forever: the step limit ends the answer and says so", async () => {
    upstream.steps = [1, 2, 3].map((step) => ({ calls: [call(`c${step}`, '{"city":"Paris"}')] }));
    const { answer: stored } = await ask({ tools: [{ ...weather, result: "sunny" }], maxSteps: 2 });
    expect(upstream.bodies).toHaveLength(2);
    expect(stored.metadata?.notices).toEqual([expect.stringContaining("after 2 requests")]);
  });

  it("that must be called is called once, and then the model may answer", async () => {
    upstream.steps = [{ calls: [call("c1", '{"city":"Paris"}')] }, { text: "Sunny." }];
    await ask({ tools: [{ ...weather, result: "sunny" }], toolChoice: "get_weather" });
    expect(upstream.bodies.map(({ tool_choice }) => tool_choice)).toEqual([
      { type: "function", function: { name: "get_weather" } },
      "auto",
    ]);
  });
});

it("an answer whose MCP server does not say a word is stopped at once", async () => {
  const settings: LaneSettings = { tools: [{ kind: "mcp", server: "silent", name: "any" }] };
  const turn = turnWith({ lanes: [laneWith({ model: "acme/m", settings })] });
  const reading = server.send("POST", "/api/turns", { body: turn }).then(readTurn);
  await vi.waitFor(() => expect(server.getEventLog().listLive()).toHaveLength(1));
  const stoppedAt = performance.now();
  const runId = server.getEventLog().listLive()[0]?.id;
  expect((await server.send("POST", `/api/runs/${runId}/stop`)).status).toBe(200);
  await reading;
  expect(performance.now() - stoppedAt).toBeLessThan(3_000);
  await server.idle();
  const answer = (await server.readChat(turn.chatId)).messages.at(-1);
  expect(answer?.metadata).toMatchObject({ outcome: "stopped", error: null });
  expect(upstream.bodies).toHaveLength(0);
});

describe("a call that waits for somebody", () => {
  const asking = { tools: [{ ...weather, result: "sunny", ask: true }] };

  it("is made once it is allowed, and not before", async () => {
    upstream.steps = [{ calls: [call("c1", '{"city":"Paris"}')] }, { text: "Sunny." }];
    const turn = turnTo(asking);
    const reading = start(turn).then(readTurn);
    const runId = await waitForQuestion(turn);
    expect(upstream.bodies).toHaveLength(1);
    expect((await decide(runId, { kind: "run", toolCallId: "c1" })).status).toBe(200);
    const { events } = await reading;
    expect(toText(events)).toBe("Sunny.");
    const kinds = events
      .flatMap(({ chunks }) => chunks.map(({ type }) => type))
      .filter((type) => type.startsWith("tool-"));
    expect(kinds.slice(-4)).toEqual([
      "tool-input-available",
      "tool-approval-request",
      "tool-approval-response",
      "tool-output-available",
    ]);
  });

  it("that is denied is told to the model with the reason; deciding again changes nothing", async () => {
    upstream.steps = [{ calls: [call("c1", '{"city":"Paris"}')] }, { text: "As you wish." }];
    const turn = turnTo(asking);
    const reading = start(turn).then(readTurn);
    const runId = await waitForQuestion(turn);
    await decide(runId, { kind: "deny", toolCallId: "c1", reason: "too dear" });
    const again = await decide(runId, { kind: "run", toolCallId: "c1" });
    expect(await again.json()).toMatchObject({ kind: "deny" });
    await reading;
    const late = await decide(runId, { kind: "run", toolCallId: "c1" });
    expect(await late.json()).toMatchObject({ kind: "deny" });
    expect((await readAnswer(turn)).tools).toMatchObject([
      { state: "output-denied", approval: { approved: false, reason: "too dear" } },
    ]);
    expect(upstream.bodies[1]?.messages.at(-1)).toMatchObject({
      content: "The user did not allow this call: too dear",
    });
  });

  it("of a function without a result gets the one that is typed", async () => {
    upstream.steps = [{ calls: [call("c1", '{"city":"Paris"}')] }, { text: "Cold." }];
    const turn = turnTo({ tools: [weather] });
    const reading = start(turn).then(readTurn);
    const runId = await waitForQuestion(turn);
    await decide(runId, { kind: "answer", toolCallId: "c1", result: { celsius: -4 } });
    const { events } = await reading;
    const asked = events.flatMap(({ chunks }) => chunks).find(({ type }) => type === "tool-approval-request");
    expect(asked).toMatchObject({ approvalDescriptor: { wanted: "result" } });
    expect((await readAnswer(turn)).tools).toMatchObject([{ output: { celsius: -4 } }]);
  });

  it("ends when the answer is stopped, and no decision is taken afterwards", async () => {
    upstream.steps = [{ calls: [call("c1", '{"city":"Paris"}')] }, { text: "never" }];
    const turn = turnTo(asking);
    const reading = start(turn).then(readTurn);
    const runId = await waitForQuestion(turn);
    await server.send("POST", `/api/runs/${runId}/stop`);
    await reading;
    expect((await readAnswer(turn)).metadata?.outcome).toBe("stopped");
    expect(upstream.bodies).toHaveLength(1);
    const late = await decide(runId, { kind: "run", toolCallId: "c1" });
    expect(late.status).toBe(409);
  });

  it("works in a temporary chat, and leaves no decision in the database", async () => {
    upstream.steps = [{ calls: [call("c1", '{"city":"Paris"}')] }, { text: "Sunny." }];
    const turn = turnTo(asking, { chatId: createTemporaryId(), turnId: createTemporaryId() });
    const reading = start(turn).then(readTurn);
    const runId = await waitForQuestion(turn);
    await decide(runId, { kind: "run", toolCallId: "c1" });
    expect(toText((await reading).events)).toBe("Sunny.");
    const kept = await (await server.getDb())
      .selectFrom("tool_decisions")
      .selectAll()
      .where("run_id", "=", runId)
      .execute();
    expect(kept).toEqual([]);
  });

  it("belongs to its owner: of an unknown run nothing can be decided", async () => {
    expect((await decide("nosuchrun00000000000", { kind: "run", toolCallId: "c1" })).status).toBe(404);
  });
});

it("the next turn tells of the calls before, unless the lane has no tools any more", async () => {
  upstream.steps = [
    { calls: [call("c1", '{"city":"Paris"}')] },
    { text: "Sunny." },
    { text: "Yes." },
    { text: "No." },
  ];
  const tools = [{ ...weather, result: "sunny" }];
  const { turn } = await ask({ tools });
  const next = (settings: LaneSettings, parentId: string | undefined) =>
    turnWith({
      chatId: turn.chatId,
      lanes: [laneWith({ ...turn.lanes[0], model: "acme/m", settings, parentId, ...laneIds() })],
    });
  const laneIds = () => ({ message: laneWith({ text: "sure?" }).message, answerId: laneWith().answerId });
  const second = next({ tools }, turn.lanes[0]?.answerId);
  await readTurn(await start(second));
  expect(upstream.bodies[2]?.messages.map(({ role }) => role)).toEqual([
    "user",
    "assistant",
    "tool",
    "assistant",
    "user",
  ]);
  await readTurn(await start(next({}, second.lanes[0]?.answerId)));
  expect(upstream.bodies[3]?.messages.map(({ role }) => role)).toEqual([
    "user",
    "assistant",
    "user",
    "assistant",
    "user",
  ]);
});
