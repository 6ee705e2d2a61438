import "server-only";
import { delta, done, events, finish } from "@/e2e/upstreams/ask-through-wire";
import type { RawReply } from "@/e2e/upstreams/raw-upstream";
import { hello, helloWords, type WireRow } from "./wire-case";

const timeouts = { headersMs: 250, firstTokenMs: 250, idleMs: 250, totalMs: 5000 };
const json = { "content-type": "application/json" };
const document = '{"choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}';
const cutDocument = '{"choices":[{"index":0,"message":{"content":"Hello';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Writes `piece` every 40 ms, `times` times or until nobody listens. */
async function drip(reply: RawReply, piece: string, times = 60): Promise<void> {
  for (let time = 0; time < times && !reply.isClosed(); time++) {
    await reply.write(piece);
    await wait(40);
  }
}

const limited = (retryAfter: string, type: string, body: string) => (reply: RawReply) => {
  if (reply.index === 0) reply.head(429, { "retry-after": retryAfter, ...json });
  else reply.head(200, { "content-type": type });
  reply.end(reply.index === 0 ? '{"error":{"message":"Slow down"}}' : body);
};
const stream = events(...hello, finish(), done);

/** Servers that ask for patience, or take it. */
export const brokenWaits: WireRow[] = [
  {
    table: "broken",
    row: 20,
    items: [
      {
        sent: "429, Retry-After: 120",
        reply: limited("120", "text/event-stream", stream),
        words: "failed, error rate_limited: Slow down",
      },
      {
        sent: "429, Retry-After: 0.2",
        reply: limited("0.2", "text/event-stream", stream),
        words: `${helloWords}, note: The provider asked to wait 0.2 s; the request was then sent again.`,
        document: limited("0.2", "application/json", document),
        settings: { requests: 2 },
      },
    ],
  },
  {
    table: "broken",
    row: 21,
    items: [
      {
        sent: "no response headers",
        reply: () => {},
        words: "failed, error headers_timeout: Acme did not respond.",
        settings: { timeouts },
      },
      {
        sent: "headers, then nothing",
        reply: (reply) => reply.head(200, { "content-type": "text/event-stream" }),
        words: "failed, error first_token_timeout: Acme took the request, but m did not begin to answer.",
        document: (reply) => reply.head(200, json),
        settings: { timeouts: { ...timeouts, idleMs: 2000 } },
      },
      {
        sent: "keep-alives, but no first token",
        reply: (reply) => drip(reply, ": keep-alive\n\n"),
        words: "failed, error first_token_timeout: Acme took the request, but m did not begin to answer.",
        document: (reply) => drip(reply, "\n"),
        settings: { timeouts },
      },
      {
        sent: "a stall in the middle",
        reply: (reply) => reply.write(events(...hello)),
        words: 'failed, text "Hello", error idle_timeout: Acme stopped sending in the middle of the answer.',
        document: (reply) => reply.write(cutDocument),
        settings: { timeouts: { ...timeouts, firstTokenMs: 2000 } },
      },
      {
        sent: "keep-alives in the middle, then the rest",
        reply: async (reply) => {
          await reply.event(hello[0]);
          await drip(reply, ": keep-alive\n\n", 12);
          reply.end(events(hello[1], finish(), done));
        },
        words: helloWords,
        document: async (reply) => {
          reply.head(200, json);
          await drip(reply, "\n", 12);
          reply.end(document);
        },
        settings: { timeouts: { ...timeouts, firstTokenMs: 2000 } },
      },
      {
        sent: "an answer that drips for ever",
        reply: async (reply) => {
          await reply.write(events(...hello));
          await drip(reply, events(delta({ content: "" })));
        },
        words:
          'failed, text "Hello", error total_timeout: The answer took longer than the longest time allowed.',
        document: async (reply) => {
          reply.head(200, json);
          await reply.write(`${cutDocument}"}`);
          await drip(reply, " ");
        },
        settings: { timeouts: { ...timeouts, firstTokenMs: 2000, totalMs: 600 } },
      },
    ],
  },
];
