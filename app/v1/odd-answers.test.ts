import { gzipSync } from "node:zlib";
import type OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { serveBesideUpstream } from "@/app/api/test-beside-upstream";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import type { RawReply } from "@/e2e/upstreams/raw-upstream";

const beside = serveBesideUpstream({ SWITCHYARD_IDLE_TIMEOUT_MS: "400" });

const model = "llama/some-model";
const messages = [{ role: "user" as const, content: "Hello" }];

/** The whole answer to a stream request, as the official client reads it. */
const finalOf = (options: Partial<OpenAI.ChatCompletionCreateParams> = {}) =>
  beside.openai.chat.completions.stream({ model, messages, ...options, stream: true }).finalChatCompletion();

describe("a stream that its provider leaves open after the end of the answer", () => {
  const whole = events(delta({ role: "assistant", content: "Hello" }), finish(), usage);

  it("ends with its finish reason and its usage", async () => {
    beside.respond = (reply) => reply.write(whole);
    const answer = await finalOf();
    expect(answer.choices[0]).toMatchObject({ finish_reason: "stop", message: { content: "Hello" } });
    expect(answer.usage).toMatchObject({ prompt_tokens: expect.any(Number) });
  });

  it("is whole where its connection is reset instead", async () => {
    beside.respond = async (reply) => {
      await reply.write(whole);
      setTimeout(reply.reset, 50);
    };
    expect((await finalOf()).choices[0]?.finish_reason).toBe("stop");
  });

  it("waits for the other answers that were asked for", async () => {
    beside.respond = async (reply) => {
      await reply.write(whole);
      const second = (content: string, finish_reason: string | null) => ({
        choices: [{ index: 1, delta: { content }, finish_reason }],
      });
      await reply.event(second("Bon", null));
      await new Promise((resolve) => setTimeout(resolve, 200));
      await reply.event(second("jour", "length"));
    };
    const { choices } = await finalOf({ n: 2 });
    expect(choices.map(({ message, finish_reason }) => [message.content, finish_reason])).toEqual([
      ["Hello", "stop"],
      ["Bonjour", "length"],
    ]);
  });
});

describe("a stream whose first chunk has to be written anew", () => {
  const first = (delta: object) => ({ choices: [{ index: 0, delta, finish_reason: null }] });

  it.each([
    [
      "begins with a tool call, as OpenAI's own do",
      [
        first({
          role: "assistant",
          content: null,
          tool_calls: [{ index: 0, id: "a", type: "function", function: { name: "weather", arguments: "" } }],
        }),
        first({ tool_calls: [{ index: 0, function: { arguments: "{}" } }] }),
        finish("tool_calls"),
      ],
      { tool_calls: [{ id: "a", function: { name: "weather", arguments: "{}" } }] },
    ],
    [
      "begins with a refusal",
      [first({ role: "assistant", content: null, refusal: "" }), first({ refusal: "No." }), finish()],
      { refusal: "No." },
    ],
    [
      "never names the role",
      [first({ content: "Hel" }), first({ content: "lo" }), finish()],
      { content: "Hello" },
    ],
    ["has no words at all", [finish()], { content: null }],
  ])("is read by the official client where it %s", async (_, chunks, message) => {
    beside.respond = (reply) => reply.end(events(...chunks, usage, done));
    const answer = await finalOf();
    expect(answer.choices[0]?.message).toMatchObject({ role: "assistant", ...message });
  });
});

describe("a call of one of OpenAI's other forms", () => {
  const call = (delta: object) => ({ choices: [{ index: 0, delta, finish_reason: null }] });
  const document = (message: object, finish_reason: string) => (reply: RawReply) => {
    reply.head(200, { "content-type": "application/json" });
    reply.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason }] }));
  };
  const custom = { id: "a", type: "custom", custom: { name: "code", input: "print(1)" } };
  const functions = [{ name: "weather", parameters: { type: "object", properties: {} } }];
  const function_call = { name: "weather", arguments: '{"city":"Ulm"}' };

  it("reaches the client: a custom tool's input, in pieces", async () => {
    beside.respond = (reply) =>
      reply.end(
        events(
          call({
            role: "assistant",
            content: null,
            tool_calls: [{ index: 0, ...custom, custom: { name: "code", input: "" } }],
          }),
          call({ tool_calls: [{ index: 0, custom: { input: "print(" } }] }),
          call({ tool_calls: [{ index: 0, custom: { input: "1)" } }] }),
          finish("tool_calls"),
          done,
        ),
      );
    expect((await finalOf()).choices[0]?.message.tool_calls).toEqual([custom]);
  });

  it("reaches the client: a custom tool's input, whole", async () => {
    beside.respond = document({ role: "assistant", content: null, tool_calls: [custom] }, "tool_calls");
    const { choices } = await beside.openai.chat.completions.create({ model, messages });
    expect(choices[0]?.message.tool_calls).toEqual([custom]);
  });

  it("reaches the client that described `functions`, in pieces", async () => {
    beside.respond = (reply) =>
      reply.end(
        events(
          call({ role: "assistant", content: null, function_call: { name: "weather", arguments: "" } }),
          call({ function_call: { arguments: '{"city":' } }),
          call({ function_call: { arguments: '"Ulm"}' } }),
          finish("function_call"),
          done,
        ),
      );
    const answer = await finalOf({ functions });
    expect(answer.choices[0]).toMatchObject({ finish_reason: "function_call", message: { function_call } });
  });

  it("reaches the client that described `functions`, whole, also where the provider knows tools only", async () => {
    beside.respond = document({ role: "assistant", content: null, function_call }, "function_call");
    const asked = await beside.openai.chat.completions.create({ model, messages, functions });
    expect(asked.choices[0]).toMatchObject({ finish_reason: "function_call", message: { function_call } });
    const tool_calls = [{ id: "a", type: "function", function: function_call }];
    beside.respond = document({ role: "assistant", content: null, tool_calls }, "tool_calls");
    const mended = await beside.openai.chat.completions.create({ model, messages, functions });
    expect(mended.choices).toEqual(asked.choices);
  });

  it("keeps what its provider says of it beside", async () => {
    const said = { provider_specific_fields: { thought_signature: "s" } };
    const tool_calls = [{ index: 0, id: "a", type: "function", function: function_call, ...said }];
    beside.respond = (reply) => reply.end(events(call({ tool_calls }), finish("tool_calls"), done));
    expect((await finalOf()).choices[0]?.message.tool_calls?.[0]).toMatchObject(said);
    beside.respond = document({ role: "assistant", content: null, tool_calls }, "tool_calls");
    const { choices } = await beside.openai.chat.completions.create({ model, messages });
    expect(choices[0]?.message.tool_calls?.[0]).toMatchObject(said);
  });
});

it("a reply in one piece to a stream request keeps its pictures and its sources", async () => {
  const images = [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }];
  beside.respond = (reply) => {
    reply.head(200, { "content-type": "application/json" });
    const message = { role: "assistant", content: "Here.", images, annotations: [{ type: "url_citation" }] };
    reply.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: "stop" }] }));
  };
  const { choices } = await finalOf();
  expect(choices[0]?.message).toMatchObject({ content: "Here.", images, annotations: [{}] });
});

describe("a provider's error", () => {
  const refusal = {
    message: "This model's maximum context length is 8192 tokens.",
    type: "invalid_request_error",
    param: "messages",
    code: "context_length_exceeded",
  };
  const refuseWith = (status: number, body: object) => (reply: RawReply) => {
    reply.head(status, { "content-type": "application/json" });
    reply.end(JSON.stringify(body));
  };
  const ask = () => beside.openai.chat.completions.create({ model, messages });

  it("keeps its own code, type and field, as clients ask for them", async () => {
    beside.respond = refuseWith(400, { error: refusal });
    await expect(ask()).rejects.toMatchObject({ status: 400, ...names(refusal) });
    beside.respond = refuseWith(429, {
      error: { message: "Pay.", type: "insufficient_quota", code: "insufficient_quota" },
    });
    await expect(ask()).rejects.toMatchObject({ type: "insufficient_quota", code: "insufficient_quota" });
  });

  it("keeps them in mid-stream, too", async () => {
    beside.respond = (reply) => reply.end(events(delta({ content: "Hel" }), { error: refusal }));
    await expect(finalOf()).rejects.toMatchObject(names(refusal));
  });

  it("has ours where its provider names none, a number for one", async () => {
    beside.respond = refuseWith(402, { error: { message: "Insufficient credits", code: 402 } });
    await expect(ask()).rejects.toMatchObject({ type: "invalid_request_error", code: "payment_required" });
    beside.respond = (reply) =>
      reply.end(events(delta({ content: "Hel" }), { error: { message: "Slow down", code: 429 } }));
    await expect(finalOf()).rejects.toMatchObject({
      type: "rate_limit_error",
      param: null,
      code: "rate_limited",
    });
  });
});

const names = ({ type, param, code }: { type: string; param: string; code: string }) => ({
  type,
  param,
  code,
});

describe("the Llama API's own form", () => {
  const metrics = [
    { metric: "num_completion_tokens", value: 2, unit: "tokens" },
    { metric: "num_prompt_tokens", value: 5, unit: "tokens" },
    { metric: "num_total_tokens", value: 7, unit: "tokens" },
  ];
  const counts = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
  const part = (event_type: string, delta: object, rest: object = {}) => ({
    id: "llama-1",
    event: { event_type, delta, ...rest },
  });
  const text = (words: string) => ({ type: "text", text: words });
  const tool = (rest: object) => ({ type: "tool_call", id: "a", function: rest });

  it("is read as a stream, with its counts", async () => {
    beside.respond = (reply) =>
      reply.end(
        events(
          part("start", text("")),
          part("progress", text("Hel")),
          part("progress", text("lo")),
          part("complete", text(""), { stop_reason: "stop" }),
          part("metrics", text(""), { metrics }),
        ),
      );
    const answer = await finalOf();
    expect(answer.choices[0]).toMatchObject({ finish_reason: "stop", message: { content: "Hello" } });
    expect(answer.usage).toEqual(counts);
  });

  it("is read as a stream of a tool call", async () => {
    beside.respond = (reply) =>
      reply.end(
        events(
          part("start", tool({ name: "weather", arguments: "" })),
          part("progress", tool({ arguments: '{"city":' })),
          part("progress", tool({ arguments: '"Ulm"}' })),
          part("complete", text(""), { stop_reason: "tool_calls" }),
        ),
      );
    const { choices } = await finalOf();
    expect(choices[0]?.message.tool_calls).toMatchObject([
      { id: "a", function: { name: "weather", arguments: '{"city":"Ulm"}' } },
    ]);
  });

  it("is read as one reply", async () => {
    beside.respond = (reply) => {
      reply.head(200, { "content-type": "application/json" });
      const message = { role: "assistant", content: text("Hello"), stop_reason: "length" };
      reply.end(JSON.stringify({ id: "llama-1", completion_message: message, metrics }));
    };
    expect(await beside.openai.chat.completions.create({ model, messages })).toMatchObject({
      id: "llama-1",
      choices: [{ finish_reason: "length", message: { content: "Hello", refusal: null } }],
      usage: counts,
    });
  });
});

it("a total that its provider counted is not replaced by a guess", async () => {
  beside.respond = (reply) =>
    reply.end(
      events(delta({ content: "Hello" }), finish(), { choices: [], usage: { total_tokens: 18 } }, done),
    );
  expect((await finalOf()).usage).toMatchObject({ total_tokens: 18, estimated: true });
});

it("a provider's hints to its clients' retries pass", async () => {
  beside.respond = (reply) => {
    reply.head(429, {
      "content-type": "application/json",
      "retry-after": "44",
      "x-should-retry": "false",
      "request-id": "req_1",
      "anthropic-ratelimit-requests-remaining": "0",
    });
    reply.end(JSON.stringify({ type: "error", error: { type: "rate_limit_error", message: "Slow down" } }));
  };
  const refused = await beside.openai.chat.completions
    .create({ model, messages })
    .catch((error: unknown) => error);
  const { headers, type } = refused as InstanceType<typeof OpenAI.APIError>;
  expect(type).toBe("rate_limit_error");
  expect(Object.fromEntries(headers ?? [])).toMatchObject({
    "retry-after": "44",
    "x-should-retry": "false",
    "x-upstream-request-id": "req_1",
    "anthropic-ratelimit-requests-remaining": "0",
  });
});

it("a request that was compressed is refused as such, not as bad JSON", async () => {
  const response = await fetch(`${beside.gateway.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-encoding": "gzip" },
    body: gzipSync(JSON.stringify({ model, messages })),
  });
  expect(response.status).toBe(415);
  expect((await response.json()).error.message).toContain("compressed (gzip)");
});

it("every chunk that is written anew names its system's fingerprint, as its provider's did", async () => {
  const system_fingerprint = "fp_1";
  beside.respond = (reply) =>
    reply.end(
      events(
        delta({ content: "Hello" }, { system_fingerprint }),
        { ...finish(), system_fingerprint },
        usage,
        done,
      ),
    );
  const stream = await beside.openai.chat.completions.create({ model, messages, stream: true });
  const seen: unknown[] = [];
  for await (const chunk of stream) seen.push(chunk.system_fingerprint);
  expect(seen).toEqual(["fp_1", "fp_1", "fp_1"]);
});
