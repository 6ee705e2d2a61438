import { afterEach, describe, expect, test } from "vitest";
import { askThroughWire, delta, done, events, finish, weatherTools } from "@/e2e/upstreams/ask-through-wire";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";

let upstream: RawUpstream | undefined;

afterEach(async () => {
  await upstream?.close();
  upstream = undefined;
});

type Seen = Awaited<ReturnType<typeof askThroughWire>> & { arrivals: number[] };

async function ask(respond: (reply: RawReply) => Promise<void>, mergeWindowMs: number): Promise<Seen> {
  upstream = await startRawUpstream(respond);
  const arrivals: number[] = [];
  const onPart = (part: { type: string }) => {
    if (part.type === "text-delta") arrivals.push(performance.now());
  };
  return {
    ...(await askThroughWire({ baseUrl: upstream.baseUrl, mergeWindowMs, onPart, tools: weatherTools })),
    arrivals,
  };
}

const words = (count: number) =>
  Array.from({ length: count }, (_, index) => delta({ content: `w${index} ` }));
const textOf = (count: number) => Array.from({ length: count }, (_, index) => `w${index} `).join("");
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function sendPaced(reply: RawReply, count: number, ms: number) {
  for (const word of words(count)) {
    await reply.event(word);
    await pause(ms);
  }
  reply.end(events(finish(), done));
}

describe("merging", () => {
  test("a window of 0 leaves each delta as it came", async () => {
    const seen = await ask((reply) => sendPaced(reply, 20, 2), 0);
    expect(seen).toMatchObject({ text: textOf(20), textParts: 20 });
  });

  test("deltas that arrive within a window leave together, and nothing is lost", async () => {
    const seen = await ask((reply) => sendPaced(reply, 60, 5), 60);
    expect(seen.text).toBe(textOf(60));
    expect(seen.textParts).toBeLessThan(20);
    expect(seen.textParts).toBeGreaterThan(2);
  });

  test("the first token is not delayed", async () => {
    const window = 1500;
    let sentAt = 0;
    const seen = await ask(async (reply) => {
      reply.head(200, { "content-type": "text/event-stream" });
      await pause(30);
      sentAt = performance.now();
      await reply.write(events(delta({ role: "assistant", content: "" }), ...words(1)));
      await pause(30);
      reply.end(events(finish(), done));
    }, window);
    expect((seen.arrivals[0] ?? Number.NaN) - sentAt).toBeLessThan(window / 2);
  });

  test("a token after a pause is not delayed", async () => {
    const window = 400;
    let sentAt = 0;
    const seen = await ask(async (reply) => {
      await reply.event(words(1)[0]);
      await pause(window * 2);
      sentAt = performance.now();
      await reply.event(delta({ content: "late" }));
      await pause(20);
      reply.end(events(finish(), done));
    }, window);
    expect((seen.arrivals[1] ?? Number.NaN) - sentAt).toBeLessThan(window / 2);
  });

  test("reasoning, text and tool calls keep their order", async () => {
    const call = {
      index: 0,
      id: "a",
      type: "function",
      function: { name: "weather", arguments: '{"city":' },
    };
    const more = { index: 0, function: { arguments: '"Ulm"}' } };
    const order: string[] = [];
    upstream = await startRawUpstream((reply) =>
      reply.end(
        events(
          delta({ reasoning_content: "Hm, " }),
          delta({ reasoning_content: "yes." }),
          delta({ content: "I " }),
          delta({ content: "ask." }),
          delta({ tool_calls: [call] }),
          delta({ tool_calls: [more] }),
          finish("tool_calls"),
          done,
        ),
      ),
    );
    const seen = await askThroughWire({
      baseUrl: upstream.baseUrl,
      mergeWindowMs: 50,
      tools: weatherTools,
      onPart: (part) => order.push(part.type),
    });
    expect(seen).toMatchObject({
      reasoning: "Hm, yes.",
      text: "I ask.",
      toolCalls: [{ input: { city: "Ulm" } }],
    });
    expect(order.filter((type) => type.endsWith("-delta") || type === "tool-call")).toEqual([
      "reasoning-delta",
      "text-delta",
      "tool-input-delta",
      "tool-call",
    ]);
  });
});
