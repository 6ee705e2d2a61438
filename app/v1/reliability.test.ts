import { RateLimitError } from "openai";
import { describe, expect, it, vi } from "vitest";
import { serveBesideUpstream } from "@/app/api/test-beside-upstream";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import type { RawReply } from "@/e2e/upstreams/raw-upstream";

const beside = serveBesideUpstream({
  SWITCHYARD_KEEP_ALIVE_MS: "60",
  SWITCHYARD_MAX_RUNS: "40",
  SWITCHYARD_MAX_RUNS_PER_CALLER: "40",
});

const model = "llama/some-model";
const messages = [{ role: "user" as const, content: "Hello" }];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function post(body: object, init: RequestInit = {}): Promise<Response> {
  return fetch(`${beside.gateway.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model, messages, ...body }),
    ...init,
  });
}

async function endless(reply: RawReply) {
  while (!reply.isClosed()) {
    await reply.event(delta({ content: "word " }));
    await pause(5);
  }
}

describe("R1: a client that leaves a stream at its tenth chunk", () => {
  it("closes the provider's connection within 500 ms, twenty times, and the ledger says it was stopped", async () => {
    beside.respond = endless;
    const delays = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const stream = await beside.openai.chat.completions.create({ model, messages, stream: true });
        let chunks = 0;
        for await (const _ of stream) {
          chunks += 1;
          if (chunks === 10) break;
        }
        return performance.now();
      }),
    );
    const closed = await Promise.all(beside.upstream.requests.map((request) => request.closed));
    expect(closed).toHaveLength(20);
    expect(Math.max(...closed) - Math.max(...delays)).toBeLessThan(500);
    const rows = (await beside.gateway.readLedger()).slice(-20);
    expect(
      rows.every(({ outcome, usage_source }) => outcome === "stopped" && usage_source === "estimated"),
    ).toBe(true);
  });
});

describe("R2: a client that leaves before the first token", () => {
  it.each([true, false])("closes the provider's connection within 500 ms (stream: %s)", async (stream) => {
    const { getLog } = await import("@/lib/server/log");
    const logged = vi.spyOn(getLog(), "error");
    beside.respond = () => {};
    const leave = new AbortController();
    const waiting = post({ stream }, { signal: leave.signal });
    await expect.poll(() => beside.upstream.requests.length).toBe(1);
    leave.abort();
    const leftAt = performance.now();
    await expect(waiting).rejects.toThrow();
    expect(((await beside.upstream.requests[0]?.closed) ?? Number.NaN) - leftAt).toBeLessThan(500);
    await expect
      .poll(async () => (await beside.gateway.readLedger()).at(-1)?.outcome, { timeout: 2_000 })
      .toBe("stopped");
    // Nothing failed, so the log complains of nothing.
    expect(logged).not.toHaveBeenCalled();
    logged.mockRestore();
  });
});

describe("one reply that breaks off", () => {
  const head = '{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"';
  const words = "word ".repeat(400);

  it.each([
    ["because the provider's connection does", "interrupted", (reply: RawReply) => reply.cut()],
    ["because the client leaves", "stopped", (_: RawReply, leave: AbortController) => leave.abort()],
  ] as const)("%s counts what had come of it", async (_why, outcome, breakOff) => {
    const leave = new AbortController();
    beside.respond = async (reply) => {
      reply.head(200, { "content-type": "application/json" });
      await reply.write(head);
      for (let at = 0; at < words.length; at += 200) {
        await reply.write(words.slice(at, at + 200));
        await pause(2);
      }
      await pause(30);
      breakOff(reply, leave);
    };
    await post({ stream: false }, { signal: leave.signal }).catch(() => {});
    await expect
      .poll(async () => (await beside.gateway.readLedger()).at(-1), { timeout: 2_000 })
      .toMatchObject({ outcome, usage_source: "estimated", output_tokens: 500 });
  });
});

describe("R13: a provider that is rate limited", () => {
  it("is waited for once when it asks for 2 seconds", async () => {
    beside.respond = (reply) => {
      if (reply.index > 0) return reply.end(events(delta({ content: "Hi" }), finish(), usage, done));
      reply.head(429, { "retry-after": "2" });
      reply.end("{}");
    };
    const startedAt = performance.now();
    const text = await (await post({ stream: true })).text();
    expect(text).toContain("Hi");
    expect(performance.now() - startedAt).toBeGreaterThan(1900);
    expect(beside.upstream.requests).toHaveLength(2);
  });

  it("is not asked again when it asks for 120 seconds: the client gets the header", async () => {
    beside.respond = (reply) => {
      reply.head(429, { "retry-after": "120" });
      reply.end(JSON.stringify({ error: { message: "Slow down" } }));
    };
    const error = await beside.openai.chat.completions
      .create({ model, messages })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error instanceof RateLimitError && error.headers?.get("retry-after")).toBe("120");
    expect(beside.upstream.requests).toHaveLength(1);
  });
});

it("a stream whose provider is silent gets comments, which the client does not see", async () => {
  beside.respond = async (reply) => {
    await reply.event(delta({ content: "one" }));
    await pause(250);
    reply.end(events(delta({ content: " two" }), finish(), usage, done));
  };
  const text = await (await post({ stream: true })).text();
  expect(text.match(/^: keep-alive$/gm)?.length).toBeGreaterThanOrEqual(2);
  const stream = await beside.openai.chat.completions.create({ model, messages, stream: true });
  let seen = "";
  for await (const chunk of stream) seen += chunk.choices[0]?.delta.content ?? "";
  expect(seen).toBe("one two");
});

it("above its limit it refuses at once with 503 and Retry-After, and what goes on is unharmed", async () => {
  beside.respond = endless;
  const leave = new AbortController();
  const accepted = await Promise.all(
    Array.from({ length: 40 }, () => post({ stream: true }, { signal: leave.signal })),
  );
  expect(accepted.every(({ status }) => status === 200)).toBe(true);
  // They come while all the others still stream: nobody has waited for a place.
  const refused = await Promise.all(Array.from({ length: 10 }, () => post({ stream: true })));
  for (const response of refused) {
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect((await response.json()).error).toMatchObject({ type: "server_error", code: "overloaded" });
  }
  const { value } = (await accepted[0]?.body?.getReader().read()) ?? {};
  expect(new TextDecoder().decode(value)).toContain("word");
  leave.abort();
  await expect.poll(async () => (await post({ stream: false, model: "demo/echo" })).status).toBe(200);
});

describe("R20: a thousand runs with mixed ends", () => {
  it("stand in the ledger with the tokens and dollars that the provider's own journal has", async () => {
    const journal = { tokens: 0, usd: 0, answered: 0 };
    beside.respond = async (reply) => {
      const { stream, seed } = JSON.parse(reply.request.body);
      const tokens = 10 + (seed % 7);
      const cost = tokens * 0.001;
      const counts = { prompt_tokens: 5, completion_tokens: tokens, total_tokens: 5 + tokens, cost };
      const kind = ["stream", "stream", "json", "429", "500", "cut", "error", "reset"][seed % 8];
      const isStream = stream === true;
      if (kind === "429" || kind === "500") {
        reply.head(Number(kind), { "content-type": "application/json", "retry-after": "60" });
        return reply.end(JSON.stringify({ error: { message: "no" } }));
      }
      if (kind === "reset") return reply.reset();
      if (isStream && kind === "cut") {
        await reply.event(delta({ content: "half" }));
        return reply.cut();
      }
      if (isStream && kind === "error")
        return reply.end(events(delta({ content: "half" }), { error: { message: "no" } }));
      journal.tokens += 5 + tokens;
      journal.usd += cost;
      journal.answered += 1;
      if (isStream)
        return reply.end(events(delta({ content: "whole" }), finish(), { ...usage, usage: counts }, done));
      reply.head(200, { "content-type": "application/json" });
      const choices = [{ index: 0, message: { role: "assistant", content: "whole" }, finish_reason: "stop" }];
      reply.end(
        JSON.stringify({
          id: "c",
          object: "chat.completion",
          created: 1,
          model: "m",
          choices,
          usage: counts,
        }),
      );
    };
    const before = (await beside.gateway.readLedger()).length;
    const seeds = Array.from({ length: 1000 }, (_, seed) => seed);
    const work = async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        const response = await post({ stream: seed % 8 !== 2, seed });
        await response.text().catch(() => "");
      }
    };
    await Promise.all(Array.from({ length: 20 }, work));
    const rows = (await beside.gateway.readLedger()).slice(before);
    expect(rows).toHaveLength(1000);
    const reported = rows.filter(({ usage_source }) => usage_source === "reported");
    const sum = (values: (number | null)[]) =>
      values.reduce<number>((total, value) => total + (value ?? 0), 0);
    expect(reported).toHaveLength(journal.answered);
    expect(sum(reported.map((row) => (row.input_tokens ?? 0) + (row.output_tokens ?? 0)))).toBe(
      journal.tokens,
    );
    expect(
      sum(rows.filter(({ cost_status }) => cost_status === "billed").map((row) => row.cost_usd)),
    ).toBeCloseTo(journal.usd, 9);
    const kinds = Object.groupBy(rows, ({ outcome }) => outcome);
    expect(kinds.complete).toHaveLength(journal.answered);
    // 429, 500, an error in the stream; the connection cut or reset.
    expect([kinds.failed?.length, kinds.interrupted?.length]).toEqual([375, 250]);
    const unpriced = rows.filter(({ cost_status }) => cost_status === "unknown");
    expect(unpriced.every(({ cost_usd }) => cost_usd === null)).toBe(true);
    expect(unpriced.length + journal.answered).toBe(1000);
  }, 60_000);
});
