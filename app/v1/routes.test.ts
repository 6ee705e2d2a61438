import { Agent } from "@mastra/core/agent";
import OpenAI, { APIError, NotFoundError, RateLimitError } from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startTestGateway, type TestGateway } from "@/app/api/test-gateway";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";

type Respond = (reply: RawReply) => void | Promise<void>;
type Host = { respond: Respond; upstream: RawUpstream };

/** Two providers that say what the test wants, beside the demo. */
let busy: Host;
let calm: Host;
let gateway: TestGateway;
let openai: OpenAI;

async function startHost(): Promise<Host> {
  const host: Host = {
    respond: (reply) => reply.end(),
    upstream: await startRawUpstream((reply) => host.respond(reply)),
  };
  return host;
}

const priced = { inputUsdPerMTok: 1, outputUsdPerMTok: 2, contextTokens: 8_000, maxOutputTokens: 100 };

beforeAll(async () => {
  busy = await startHost();
  calm = await startHost();
  const provider = { keyVariable: null, headers: {} };
  gateway = await startTestGateway({
    config: {
      providers: {
        busy: {
          ...provider,
          baseUrl: busy.upstream.baseUrl,
          models: {
            large: { ...priced, imageInput: true, toolUse: true },
            blind: { ...priced, imageInput: false },
            unpriced: {},
          },
        },
        calm: {
          ...provider,
          baseUrl: calm.upstream.baseUrl,
          models: { small: { ...priced, inputUsdPerMTok: 3 } },
        },
        locked: { baseUrl: calm.upstream.baseUrl, keyVariable: "LOCKED_KEY_OF_THE_TEST" },
      },
      routes: {
        fast: {
          name: "Fast",
          rules: [
            { when: { context: { task: "complex" } }, use: "calm/deep" },
            { name: "long prompts", when: { inputTokens: { over: 5_000 } }, use: "calm/long" },
          ],
          default: "busy/large",
          fallbacks: ["calm/small"],
          firstTokenTimeoutMs: 300,
        },
        seeing: { default: "busy/blind", fallbacks: ["busy/large"] },
        locked: { default: "locked/any", fallbacks: ["calm/small"] },
        keyless: { default: "locked/any" },
        strict: { default: "busy/large", fallbacks: ["calm/small"], fallbackOn: ["timeout"] },
        gone: { default: "busy/large", fallbacks: ["calm/small"], fallbackOn: ["gone"] },
        budgeted: { default: "busy/unpriced", fallbacks: ["busy/large", "calm/small"] },
      },
    },
  });
  openai = new OpenAI({ baseURL: gateway.baseUrl, apiKey: "anything", maxRetries: 0 });
  // The first request loads the server's modules, which takes a busy machine seconds.
  await openai.chat.completions.create({ model: "demo/echo", messages });
}, 60_000);
afterAll(async () => {
  await gateway.close();
  await busy.upstream.close();
  await calm.upstream.close();
});
beforeEach(() => {
  busy.upstream.requests.length = 0;
  calm.upstream.requests.length = 0;
  busy.respond = answer("from busy");
  calm.respond = answer("from calm");
});

const messages = [{ role: "user" as const, content: "Hello" }];

/** A good answer, in the form that was asked for. */
function answer(content: string): Respond {
  return (reply) => {
    const { model, stream } = JSON.parse(reply.request.body);
    if (stream === true)
      return reply.end(
        events(delta({ role: "assistant", content: "" }), delta({ content }), finish(), usage, done),
      );
    json(reply, {
      id: "c",
      object: "chat.completion",
      created: 1,
      model,
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
    });
  };
}

function json(reply: RawReply, value: unknown, status = 200, headers: Record<string, string> = {}) {
  reply.head(status, { "content-type": "application/json", ...headers });
  reply.end(JSON.stringify(value));
}

const refuse =
  (status: number, message: string, headers: Record<string, string> = {}): Respond =>
  (reply) =>
    json(reply, { error: { message } }, status, headers);

const create = (body: object = {}, options: object = {}) =>
  openai.chat.completions
    .create(
      { model: "auto/fast", messages, ...body } as OpenAI.ChatCompletionCreateParamsNonStreaming,
      options,
    )
    .withResponse();

async function readStream(body: object = {}) {
  const { data, response } = await openai.chat.completions
    .create({
      model: "auto/fast",
      messages,
      stream: true,
      ...body,
    } as OpenAI.ChatCompletionCreateParamsStreaming)
    .withResponse();
  const chunks = [];
  for await (const chunk of data) chunks.push(chunk);
  return { chunks, text: chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join(""), response };
}

const routeHeaders = ({ headers }: Response) => ({
  model: headers.get("x-switchyard-model"),
  rule: decodeURI(headers.get("x-switchyard-rule") ?? ""),
  tried: decodeURI(headers.get("x-switchyard-tried") ?? ""),
});

async function failureOf(body: object): Promise<InstanceType<typeof APIError>> {
  const error = await create(body).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof APIError)) throw new Error("The request was answered.");
  return error;
}

/** The ledger's newest rows. */
const lastRows = async (count: number) =>
  (await gateway.readLedger())
    .slice(-count)
    .map(({ model, outcome, error_code, cost_usd, reserved_usd }) => ({
      model,
      outcome,
      error_code,
      cost_usd,
      reserved_usd,
    }));

describe("a route chooses by what a request says and needs", () => {
  it("goes to its default, and says so", async () => {
    const { data, response } = await create();
    expect(data.choices[0]?.message.content).toBe("from busy");
    expect(data.model).toBe("large");
    expect(routeHeaders(response)).toEqual({ model: "busy/large", rule: "default", tried: "" });
    expect(response.headers.get("x-switchyard-route")).toBe("auto/fast");
  });

  it.each([
    ["a header", {}, { headers: { "x-switchyard-context": "tier=gold, task=complex" } }],
    ["OpenAI's metadata", { metadata: { task: "complex" } }, {}],
  ])("goes by the caller's context in %s", async (_, body, options) => {
    const { response } = await create(body, options);
    expect(routeHeaders(response)).toEqual({ model: "calm/deep", rule: "task is complex", tried: "" });
    expect(calm.upstream.requests[0]?.headers).not.toHaveProperty("x-switchyard-context");
  });

  it("goes by how long the prompt is", async () => {
    const { response } = await create({ messages: [{ role: "user", content: "word ".repeat(5_000) }] });
    expect(routeHeaders(response)).toMatchObject({ model: "calm/long", rule: "long prompts" });
  });

  it("passes over what is known not to take an image, and says why", async () => {
    const content = [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }];
    const { response } = await create({ model: "auto/seeing", messages: [{ role: "user", content }] });
    expect(routeHeaders(response)).toMatchObject({ model: "busy/large", tried: "busy/blind=not asked" });
    expect(routeHeaders((await create({ model: "auto/seeing" })).response).model).toBe("busy/blind");
  });

  it("passes over a provider without its key; with nobody else, the variable is named", async () => {
    const { response } = await create({ model: "auto/locked" });
    expect(routeHeaders(response)).toMatchObject({ model: "calm/small", tried: "locked/any=not asked" });
    const error = await failureOf({ model: "auto/keyless" });
    expect(error).toMatchObject({ status: 401, message: expect.stringContaining("LOCKED_KEY_OF_THE_TEST") });
  });

  it("is found without its first segment, which is what Mastra sends", async () => {
    expect(routeHeaders((await create({ model: "fast" })).response).model).toBe("busy/large");
  });

  it("that does not exist names those that do", async () => {
    const error = await failureOf({ model: "auto/fst" });
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).toMatch(/Did you mean "auto\/fast"\?.*auto\/seeing/);
  });
});

const failures: [string, Respond, string][] = [
  ["429", refuse(429, "slow down"), "429"],
  ["429 that asks to wait", refuse(429, "slow down", { "retry-after": "3" }), "429"],
  ["429 of running at once", refuse(429, "Concurrency limit reached"), "429"],
  ["503", refuse(503, "no capacity"), "503"],
  ["408", refuse(408, "too slow"), "408"],
  ["a cut connection", (reply) => reply.reset(), "connection lost"],
  ["an empty answer", (reply) => reply.end(events(done)), "empty answer"],
  [
    "an error in a stream before its first word",
    (reply) => reply.end(events(delta({ role: "assistant" }), { error: { message: "overloaded" } })),
    "provider failed",
  ],
];

describe("a route falls back", () => {
  it.each(failures)("after %s, at once, and the answer is whole", async (_, respond, word) => {
    busy.respond = respond;
    const started = performance.now();
    const { text, response, chunks } = await readStream();
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(text).toBe("from calm");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 18 } });
    expect(routeHeaders(response)).toMatchObject({ model: "calm/small", tried: `busy/large=${word}` });
    // A connection that breaks on its second use is tried anew by the transport.
    if (/^\d/.test(word)) expect(busy.upstream.requests).toHaveLength(1);
  });

  it("when the first token does not come in the route's time", async () => {
    busy.respond = async (reply) => {
      await reply.event(delta({ role: "assistant" }));
    };
    const { text, response } = await readStream();
    expect(text).toBe("from calm");
    expect(routeHeaders(response).tried).toBe("busy/large=first token timeout");
    await busy.upstream.requests[0]?.closed;
  });

  it("also for one reply", async () => {
    busy.respond = refuse(500, "broken");
    const { data, response } = await create();
    expect(data.choices[0]?.message.content).toBe("from calm");
    expect(routeHeaders(response).tried).toBe("busy/large=500");
  });

  it("never after a word was passed on", async () => {
    busy.respond = async (reply) => {
      await reply.event(delta({ content: "Half a" }));
      reply.reset();
    };
    await expect(readStream()).rejects.toThrow(/lost/);
    expect(calm.upstream.requests).toHaveLength(0);
  });

  it("never after a 400, whose words the client gets", async () => {
    busy.respond = refuse(400, "temperature must be at most 2");
    const error = await failureOf({ temperature: 3 });
    expect(error.status).toBe(400);
    expect(error.message).toContain("temperature must be at most 2");
    expect(error.message).toContain("auto/fast asked busy/large");
    expect(calm.upstream.requests).toHaveLength(0);
  });

  it("only for the causes that its operator names", async () => {
    busy.respond = refuse(503, "no capacity");
    expect((await failureOf({ model: "auto/strict" })).status).toBe(503);
    busy.respond = refuse(404, "no such model");
    expect((await failureOf({})).status).toBe(404);
    expect(routeHeaders((await create({ model: "auto/gone" })).response).model).toBe("calm/small");
  });

  it("to nobody when all fail: the last one's error says what was tried", async () => {
    busy.respond = refuse(503, "no capacity");
    calm.respond = refuse(429, "slow down", { "retry-after": "120" });
    const error = await failureOf({});
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error.message).toContain("slow down");
    expect(error.message).toContain("before it: busy/large (503: no capacity)");
    expect(error.headers?.get("retry-after")).toBe("120");
    expect(error.headers?.get("x-switchyard-tried")).toBe("busy/large=503");
  });
});

describe("the ledger of a route", () => {
  it("has a run for each model that was asked, and money for what answered alone", async () => {
    busy.respond = refuse(503, "no capacity");
    await readStream();
    expect(await lastRows(2)).toEqual([
      {
        model: "busy/large",
        outcome: "failed",
        error_code: "provider_failed",
        cost_usd: null,
        reserved_usd: null,
      },
      {
        model: "calm/small",
        outcome: "complete",
        error_code: null,
        cost_usd: expect.closeTo((11 * 3 + 7 * 2) / 1e6, 12),
        reserved_usd: null,
      },
    ]);
  });

  it("gives the place of a client that leaves while a model is waited for back", async () => {
    busy.respond = () => {};
    calm.respond = () => {};
    const leave = new AbortController();
    const gone = openai.chat.completions.create(
      { model: "auto/strict", messages, stream: true },
      { signal: leave.signal },
    );
    await vi.waitFor(() => expect(busy.upstream.requests).toHaveLength(1));
    leave.abort();
    await expect(gone).rejects.toThrow();
    await busy.upstream.requests[0]?.closed;
    const { countRuns } = await import("@/lib/server/runs/run-slots");
    await vi.waitFor(() => expect(countRuns()).toBe(0));
    expect(calm.upstream.requests).toHaveLength(0);
    expect(await lastRows(1)).toMatchObject([{ model: "busy/large", outcome: "stopped" }]);
  });
});

describe("what a token may use of a route", () => {
  async function clientWith(limits: object): Promise<{ client: OpenAI; tokenId: string }> {
    const created = await gateway.send("POST", "/api/tokens", { body: { name: "routes", ...limits } });
    const { token, info } = await created.json();
    return {
      client: new OpenAI({ baseURL: gateway.baseUrl, apiKey: token, maxRetries: 0 }),
      tokenId: info.id,
    };
  }
  const ask = (client: OpenAI, model = "auto/fast") =>
    client.chat.completions.create({ model, messages }).withResponse();

  it("is whatever it leads to, for a token that names the route", async () => {
    busy.respond = refuse(503, "no capacity");
    const { client } = await clientWith({ models: ["auto/fast"] });
    expect(routeHeaders((await ask(client)).response).model).toBe("calm/small");
    await expect(ask(client, "calm/small")).rejects.toThrow(NotFoundError);
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["auto/fast"]);
  });

  it("is the part that the token names, for any other", async () => {
    busy.respond = refuse(503, "no capacity");
    const { client } = await clientWith({ models: ["busy/*"] });
    const error = await ask(client).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 503 });
    expect(calm.upstream.requests).toHaveLength(0);
    const { client: other } = await clientWith({ models: ["demo/*"] });
    await expect(ask(other)).rejects.toThrow(NotFoundError);
    expect((await other.models.list()).data.some(({ id }) => id.startsWith("auto/"))).toBe(false);
  });

  it("is held back at the highest price, given back when a model fails, and without price not asked", async () => {
    const readBudget = async (tokenId: string) =>
      (await gateway.getDb())
        .selectFrom("budgets")
        .select(["spent_usd", "reserved_usd"])
        .where("scope", "=", `token:${tokenId}`)
        .executeTakeFirst();
    const { client, tokenId } = await clientWith({ models: ["auto/*"], usdPerMonth: 1 });
    let held = 0;
    busy.respond = async (reply) => {
      held = (await readBudget(tokenId))?.reserved_usd ?? 0;
      refuse(503, "no capacity")(reply);
    };
    const { response } = await ask(client, "auto/budgeted");
    expect(routeHeaders(response)).toMatchObject({
      model: "calm/small",
      tried: "busy/unpriced=not asked,busy/large=503",
    });
    // 100 tokens at most of output at $2, a prompt at the dearer model's $3.
    expect(held).toBeGreaterThan((100 * 2) / 1e6);
    await gateway.readLedger();
    const budget = await readBudget(tokenId);
    expect(budget?.reserved_usd).toBeCloseTo(0, 12);
    expect(budget?.spent_usd).toBeCloseTo((11 * 3 + 7 * 2) / 1e6, 12);
  });
});

it("routes are listed as models, with what fits the smallest of theirs", async () => {
  const { data } = await openai.models.list();
  expect(data[0]).toMatchObject({
    id: "auto/fast",
    owned_by: "switchyard",
    name: "Fast",
    context_length: null,
  });
  expect(data.find(({ id }) => id === "auto/seeing")).toMatchObject({
    context_length: 8_000,
    max_output_tokens: 100,
  });
  expect(await openai.models.retrieve("auto/fast")).toMatchObject({ id: "auto/fast" });
});

it("a Mastra agent is answered by a route, and falls back to another of its own models after one", async () => {
  vi.stubEnv("MASTRA_TELEMETRY_DISABLED", "1");
  vi.stubEnv("LLAMA_BASE_URL", gateway.baseUrl);
  vi.stubEnv("LLAMA_API_KEY", "what Mastra wants to see");
  // Mastra writes every failed model to the console.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const agentWith = (model: unknown) =>
    new Agent({ id: "a", name: "a", instructions: "Help", model } as ConstructorParameters<typeof Agent>[0]);
  busy.respond = refuse(429, "slow down");
  expect((await agentWith("llama/auto/fast").generate("Hello!")).text).toBe("from calm");
  const own = { id: "auto/fast", url: gateway.baseUrl, apiKey: "none" };
  const streamed = await agentWith(own).stream("Hello!");
  expect(await streamed.text).toBe("from calm");
  const chain = [
    { model: "llama/auto/strict", maxRetries: 0 },
    { model: "llama/calm/small", maxRetries: 0 },
  ];
  expect((await agentWith(chain).generate("Hello!")).text).toBe("from calm");
});
