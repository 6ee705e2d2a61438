import OpenAI, {
  APIConnectionError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { serveBesideUpstream } from "@/app/api/test-beside-upstream";
import { startTestGateway } from "@/app/api/test-gateway";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import type { RawReply } from "@/e2e/upstreams/raw-upstream";

const beside = serveBesideUpstream();
afterEach(() => {
  beside.respond = (reply) => reply.end();
});

const model = "llama/some-model";
const messages = [{ role: "user" as const, content: "Hello" }];
const sentBody = () => JSON.parse(beside.upstream.requests.at(-1)?.body ?? "null");
const json = (reply: RawReply, value: unknown, status = 200, headers: Record<string, string> = {}) => {
  reply.head(status, { "content-type": "application/json", ...headers });
  reply.end(JSON.stringify(value));
};

describe("the openai client", () => {
  it("gets a completion of a demo model, with its usage", async () => {
    const completion = await beside.openai.chat.completions.create({ model: "demo/echo", messages });
    expect(completion.object).toBe("chat.completion");
    expect(completion.choices[0]?.message).toMatchObject({
      role: "assistant",
      content: expect.stringContaining("Hello"),
    });
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
  });

  it("gets a stream that ends with usage although it did not ask for it", async () => {
    const stream = await beside.openai.chat.completions.create({
      model: "demo/echo",
      messages,
      stream: true,
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
    expect(text).toContain("Hello");
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
    expect(chunks.at(-1)?.usage).not.toHaveProperty("estimated");
  });

  it("gets an estimate, marked as one, where the provider reports no usage", async () => {
    beside.respond = (reply) => reply.end(events(delta({ content: "x".repeat(400) }), finish(), done));
    const stream = await beside.openai.chat.completions.create({ model, messages, stream: true });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.at(-1)?.usage).toMatchObject({ completion_tokens: 100, estimated: true });
  });

  it("sends every field on, to the model and with the key of the provider", async () => {
    beside.respond = (reply) =>
      json(reply, {
        id: "c1",
        object: "chat.completion",
        created: 1,
        model: "some-model",
        choices: [{ index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" }],
        usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
      });
    const body = {
      temperature: 0.3,
      top_p: 0.4,
      seed: 7,
      logit_bias: { "5": 1 },
      user: "u-1",
      metadata: { a: "b" },
    };
    await beside.openai.chat.completions.create({ model, messages, ...body, extra: { deep: [1] } } as never);
    expect(sentBody()).toEqual({ model: "some-model", messages, ...body, extra: { deep: [1] } });
    expect(beside.upstream.requests[0]?.headers.authorization).toBe("Bearer llama-key-of-the-test");
  });

  it("gets all choices, their log probabilities, and fields that are known to nobody", async () => {
    const logprobs = {
      content: [{ token: "Hi", logprob: -0.1, bytes: null, top_logprobs: [] }],
      refusal: null,
    };
    // Its parts are added up in the ledger, and by who reads them.
    const ownKey = { cost: 0.25, is_byok: true, cost_details: { upstream_inference_cost: 1 } };
    beside.respond = (reply) =>
      json(reply, {
        id: "c1",
        object: "chat.completion",
        created: 1,
        model: "m",
        service_tier: "flex",
        choices: [
          {
            index: 0,
            message: { role: "assistant", content: "Hi", annotations: [{ a: 1 }] },
            logprobs,
            finish_reason: "stop",
          },
          {
            index: 1,
            message: { role: "assistant", content: "Ho" },
            logprobs: null,
            finish_reason: "length",
            stop_reason: 5,
          },
        ],
        usage: {
          prompt_tokens: 3,
          completion_tokens: 2,
          total_tokens: 5,
          queue_time: 0.5,
          prompt_tokens_details: { cached_tokens: 1, audio_tokens: 0 },
          ...ownKey,
        },
      });
    const completion = await beside.openai.chat.completions.create({ model, messages, n: 2, logprobs: true });
    expect(completion).toMatchObject({
      service_tier: "flex",
      choices: [
        { message: { content: "Hi", annotations: [{ a: 1 }] }, logprobs, finish_reason: "stop" },
        { message: { content: "Ho" }, finish_reason: "length", stop_reason: 5 },
      ],
      usage: { queue_time: 0.5, prompt_tokens_details: { cached_tokens: 1, audio_tokens: 0 }, ...ownKey },
    });
  });

  it("gets them in a stream too", async () => {
    const logprobs = { content: [{ token: "Hi", logprob: -0.1, bytes: null, top_logprobs: [] }] };
    const at = (index: number, content: string, more: object = {}) =>
      delta({}, { choices: [{ index, delta: { content }, finish_reason: null, ...more }] });
    beside.respond = (reply) =>
      reply.end(
        events(
          at(0, "Hi", { logprobs }),
          at(1, "Ho", { odd: true }),
          delta(
            {},
            {
              choices: [
                {
                  index: 0,
                  delta: { content: " there", reasoning_details: [{ type: "x" }] },
                  finish_reason: null,
                },
              ],
              provider: "Acme",
            },
          ),
          delta(
            {},
            {
              choices: [
                { index: 0, delta: {}, finish_reason: "eos", stop_reason: 2 },
                { index: 1, delta: {}, finish_reason: "length" },
              ],
            },
          ),
          usage,
          done,
        ),
      );
    const stream = await beside.openai.chat.completions.create({ model, messages, n: 2, stream: true });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const choices = chunks.flatMap((chunk) => chunk.choices);
    const textOf = (index: number) =>
      choices
        .filter((choice) => choice.index === index)
        .map(({ delta: { content } }) => content ?? "")
        .join("");
    expect([textOf(0), textOf(1)]).toEqual(["Hi there", "Ho"]);
    expect(choices[0]).toMatchObject({ logprobs });
    expect(choices[1]).toMatchObject({ odd: true });
    expect(chunks[2]).toMatchObject({
      provider: "Acme",
      choices: [{ delta: { reasoning_details: [{ type: "x" }] } }],
    });
    expect(choices.filter((choice) => choice.finish_reason !== null)).toMatchObject([
      { index: 0, finish_reason: "stop", stop_reason: 2 },
      { index: 1, finish_reason: "length" },
    ]);
    expect(sentBody().stream_options).toEqual({ include_usage: true });
  });

  it("calls a tool and gives back its result, streaming", async () => {
    const tools = [
      {
        type: "function" as const,
        function: {
          name: "get_weather",
          description: "the weather in a city",
          parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
        },
      },
    ];
    const ask = [{ role: "user" as const, content: "What is the weather in Paris?" }];
    const runner = beside.openai.chat.completions.stream({ model: "demo/tools", messages: ask, tools });
    const first = await runner.finalChatCompletion();
    const call = first.choices[0]?.message.tool_calls?.[0];
    expect(first.choices[0]?.finish_reason).toBe("tool_calls");
    if (call?.type !== "function") throw new Error("expected a function call");
    expect(call.function.name).toBe("get_weather");
    expect(JSON.parse(call.function.arguments)).toHaveProperty("city");
    const result = { role: "tool" as const, tool_call_id: call.id, content: "12 degrees" };
    const second = await beside.openai.chat.completions.create({
      model: "demo/tools",
      messages: [...ask, { role: "assistant", content: null, tool_calls: [call] }, result],
      tools,
    });
    expect(second.choices[0]).toMatchObject({
      finish_reason: "stop",
      message: { content: expect.stringContaining("12 degrees") },
    });
  });

  it("parses what was asked for with a schema", async () => {
    const schema = z.object({ city: z.string(), population: z.number() });
    const completion = await beside.openai.chat.completions.parse({
      model: "demo/json",
      messages,
      response_format: zodResponseFormat(schema, "city"),
    });
    expect(schema.safeParse(completion.choices[0]?.message.parsed).success).toBe(true);
  });

  it("aborts, before and during a stream, and the provider's connection is closed", async () => {
    beside.respond = async (reply) => {
      if (reply.request.body.includes("begin")) await reply.event(delta({ content: "one" }));
    };
    const early = new AbortController();
    const waiting = beside.openai.chat.completions.create(
      { model, messages, stream: true },
      { signal: early.signal },
    );
    await expect.poll(() => beside.upstream.requests.length).toBe(1);
    early.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
    await beside.upstream.requests[0]?.closed;

    const begin = [{ role: "user" as const, content: "begin" }];
    const stream = await beside.openai.chat.completions.create({ model, messages: begin, stream: true });
    for await (const _ of stream) stream.controller.abort();
    await beside.upstream.requests[1]?.closed;
  });

  it.each([
    [400, BadRequestError],
    [401, AuthenticationError],
    [404, NotFoundError],
    [429, RateLimitError],
    [500, InternalServerError],
    [503, InternalServerError],
  ] as const)(
    "meets status %i as the error that it means, with the provider's words",
    async (status, type) => {
      beside.respond = (reply) =>
        json(reply, { error: { message: "It is said so.", code: "some_code" } }, status, {
          "retry-after": "120",
          "x-ratelimit-remaining-requests": "0",
          "x-request-id": "req-up",
        });
      for (const stream of [false, true]) {
        const error = await beside.openai.chat.completions
          .create({ model, messages, stream })
          .catch((thrown: unknown) => thrown);
        if (!(error instanceof type)) throw new Error(`Got ${String(error)}`);
        expect(error.message).toContain("It is said so.");
        expect(error.headers?.get("retry-after")).toBe("120");
        expect(error.headers?.get("x-ratelimit-remaining-requests")).toBe("0");
        expect(error.headers?.get("x-upstream-request-id")).toBe("req-up");
        expect(error.requestID).toMatch(/^\w{20}$/);
      }
    },
  );

  it("meets an error in the middle of a stream as an error, after the text", async () => {
    beside.respond = (reply) =>
      reply.end(events(delta({ content: "So far" }), { error: { message: "Out of memory" } }));
    const stream = await beside.openai.chat.completions.create({ model, messages, stream: true });
    let text = "";
    const reading = async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    };
    await expect(reading()).rejects.toThrow("Out of memory");
    expect(text).toBe("So far");
  });

  it.each([
    ["unknown provider", "nobody/x", NotFoundError, /Known providers/],
    ["no ref", "no-such-model", BadRequestError, /provider\/model-id/],
    ["no key", "wandb/x", AuthenticationError, /WANDB_API_KEY/],
  ] as const)("is told what is wrong with a model: %s", async (_, name, type, words) => {
    const error = await beside.openai.chat.completions
      .create({ model: name, messages })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    expect(String(error)).toMatch(words);
    expect(beside.upstream.requests).toHaveLength(0);
  });

  it("lists the models that can be called, and finds one by its ref", async () => {
    const ids: string[] = [];
    for await (const listed of beside.openai.models.list()) ids.push(listed.id);
    expect(ids).toEqual(expect.arrayContaining(["demo/echo", "demo/tools"]));
    expect(ids.every((id) => /^(demo|llama)\//.test(id))).toBe(true);
    expect(await beside.openai.models.retrieve("demo/echo")).toMatchObject({
      id: "demo/echo",
      object: "model",
      owned_by: "demo",
      created: expect.any(Number),
    });
    await expect(beside.openai.models.retrieve("demo/nothing")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("is refused a connection error's guess: an unreachable provider is 502 in the provider's name", async () => {
    const lonely = await startTestGateway({
      settings: { LLAMA_BASE_URL: "http://127.0.0.1:9/v1", LLAMA_API_KEY: "k-of-the-test" },
    });
    const client = new OpenAI({ baseURL: lonely.baseUrl, apiKey: "x", maxRetries: 0 });
    const error = await client.chat.completions
      .create({ model, messages })
      .catch((thrown: unknown) => thrown);
    await lonely.close();
    expect(error).toBeInstanceOf(InternalServerError);
    expect(error).not.toBeInstanceOf(APIConnectionError);
    expect(error).toMatchObject({ status: 502 });
  });
});
