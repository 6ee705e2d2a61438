import { describe, expect, test } from "vitest";
import { askThroughWire, delta, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";
import { createMask } from "./mask-secrets";

const hello = delta({ role: "assistant", content: "Hello" });
const htmlPage =
  "<!doctype html><html><head><title>Sign in</title><style>p{}</style></head><body><h1>Please log&nbsp;in</h1><script>x()</script></body></html>";

describe("errors in the middle of a stream", () => {
  test.each([
    [
      "as Anthropic writes it",
      events({ type: "error", error: { type: "overloaded", message: "Out of memory" } }),
    ],
    ["without data:", `${JSON.stringify({ error: { message: "Out of memory" } })}\n\n`],
    [
      "inside a choice",
      events({
        choices: [{ index: 0, delta: {}, error: { message: "Out of memory" }, finish_reason: "error" }],
      }),
    ],
    [
      "behind a router",
      events({ error: { message: "Provider returned error", metadata: { raw: "Out of memory" } } }),
    ],
  ])("%s: the provider's own words are told and the text is kept", async (_, error) => {
    const seen = await askThroughWire({ transport: replying(events(hello) + error) });
    expect(seen).toMatchObject({ text: "Hello", finishReason: "error" });
    expect(seen.exchange.fault?.providerMessage).toContain("Out of memory");
    expect(seen.exchange.fault?.code).toMatch(/provider_failed|ended_early/);
  });

  test("a code in the error tells what it is", async () => {
    const seen = await askThroughWire({
      transport: replying(events(hello, { error: { message: "Slow down", code: 429 } })),
    });
    expect(seen.exchange.fault).toMatchObject({ code: "rate_limited", status: 429 });
  });

  test("an error after the finish reason is still an error", async () => {
    const seen = await askThroughWire({
      transport: replying(events(hello, finish(), { error: { message: "Lost" } })),
    });
    expect(seen.exchange.fault?.providerMessage).toBe("Lost");
  });
});

describe("errors instead of an answer", () => {
  const body = (value: unknown) => JSON.stringify(value);
  const fastApi = { detail: [{ loc: ["body", "messages"], msg: "field required", type: "missing" }] };

  test.each([
    [400, body({ error: { message: "No such setting: top_z" } }), "bad_request", "No such setting: top_z"],
    [401, body({ error: "Invalid key" }), "unauthorized", "Invalid key"],
    [402, body({ message: "Top up" }), "payment_required", "Top up"],
    [403, body({ detail: "Not for you" }), "forbidden", "Not for you"],
    [404, body({ object: "error", message: "No model m" }), "model_not_found", "No model m"],
    [410, body({ error: { message: "Gone" } }), "retired", "Gone"],
    [422, body(fastApi), "bad_request", "body.messages: field required"],
    [429, body({ error: { message: "Slow down" } }), "rate_limited", "Slow down"],
    [
      429,
      body({ error: { message: "Pay", code: "insufficient_quota" } }),
      "payment_required",
      "Pay",
      "insufficient_quota",
    ],
    [500, "upstream connect error", "provider_failed", "upstream connect error"],
    [503, htmlPage, "provider_failed", "Sign in Please log in"],
    [502, "", "provider_failed", null],
    [400, body([{ error: { message: "From Gemini" } }]), "bad_request", "From Gemini"],
  ])("%i %s is %s, in the provider's words", async (status, text, code, words, name?: string) => {
    const seen = await askThroughWire({
      transport: replying(text, { status, headers: { "x-request-id": "r-1" } }),
    });
    expect(seen.exchange.fault).toEqual({
      code,
      status,
      providerMessage: words,
      requestId: "r-1",
      retryAt: null,
      ...(name === undefined ? {} : { named: { code: name, type: null, param: null } }),
    });
    expect(seen).toMatchObject({ text: "", toolCalls: [] });
    expect(seen.errors).toHaveLength(1);
    if (words !== null) expect(seen.errors[0]).toBe(words);
  });

  test("a sentence with status 200 says what came back", async () => {
    const seen = await askThroughWire({
      transport: replying("Ollama is running", { headers: { "content-type": "text/plain" } }),
    });
    expect(seen.exchange.fault).toMatchObject({ code: "not_a_stream", providerMessage: "Ollama is running" });
  });

  test("JSON that is no answer says what came back", async () => {
    const seen = await askThroughWire({
      transport: replying('{"status":"ok"}', { headers: { "content-type": "application/json" } }),
    });
    expect(seen.exchange.fault).toMatchObject({ code: "not_a_stream", providerMessage: '{"status":"ok"}' });
  });
});

describe("secrets", () => {
  const key = "acme-secret-key-1";
  const ask = (transport: typeof fetch) => askThroughWire({ transport, mask: createMask([key]) });

  test("a key quoted by the provider is masked, ours by value and others by their look", async () => {
    const words = `Bad key ${key}, or sk-proj-abcdefghij0123456789, or Bearer abcdef0123456789`;
    const transport = replying(JSON.stringify({ error: { message: words } }), {
      status: 401,
      headers: { "x-echo": key },
    });
    const seen = await ask(transport);
    expect(seen.exchange.fault?.providerMessage).toBe("Bad key [masked], or [masked], or Bearer [masked]");
    expect(seen.errors).toEqual(["Bad key [masked], or [masked], or Bearer [masked]"]);
    expect(JSON.stringify(seen.exchange)).not.toContain(key);
    expect(seen.exchange.requestHeaders.authorization).toBe("Bearer [masked]");
  });

  test("the key reaches the provider unmasked", async () => {
    let authorization: string | null = null;
    await ask(async (input, init) => {
      authorization = new Headers(init?.headers).get("authorization");
      return replying(events(hello, finish()))(input, init);
    });
    expect(authorization).toBe(`Bearer ${key}`);
  });
});
