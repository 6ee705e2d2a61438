import "server-only";
import { delta, done, events, finish } from "@/e2e/upstreams/ask-through-wire";
import { testTimeouts } from "@/e2e/upstreams/create-test-models";
import { completion, hello, helloWords, raw, sse, type WireRow } from "./wire-case";

const whole = events(...hello, finish(), done);
const document = '{"choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}';
const cutDocument = '{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello';
const json = { "content-type": "application/json" };
const nothing = "failed, error empty_answer: Acme answered with nothing.";
const lost = 'interrupted, text "Hello", error connection_lost: The connection to Acme was lost';
const early =
  'incomplete, text "Hello", error ended_early: Acme ended the answer without saying that it was finished.';

/** How a stream may end, or not end. */
export const brokenEnds: WireRow[] = [
  {
    table: "broken",
    row: 1,
    items: [
      {
        sent: "a last event without a blank line after it",
        reply: raw(`${events(...hello)}data: ${JSON.stringify(finish())}`),
        words: helloWords,
      },
      {
        sent: "events without blank lines between them",
        reply: raw(whole.replaceAll("\n\n", "\n")),
        words: helloWords,
      },
    ],
  },
  {
    table: "broken",
    row: 2,
    items: [
      ...[" [DONE] ", "[DONE]\t", "[done]"].map((word) => ({
        sent: `${JSON.stringify(word)} as the end`,
        reply: sse(...hello, finish(), word),
        words: helloWords,
      })),
      {
        sent: "data after [DONE]",
        reply: sse(...hello, finish(), done, delta({ content: " and more" })),
        words: helloWords,
      },
      {
        sent: "[DONE], and the socket left open",
        reply: (reply) => reply.write(whole),
        words: helloWords,
        document: (reply) => {
          reply.head(200, json);
          return reply.write(document);
        },
        settings: { timeouts: { ...testTimeouts, idleMs: 300 } },
      },
    ],
  },
  {
    table: "broken",
    row: 3,
    items: [
      {
        sent: "the socket closed in the middle",
        reply: async (reply) => {
          await reply.write(events(...hello));
          reply.cut();
        },
        words: `${lost}.`,
        document: async (reply) => {
          reply.head(200, json);
          await reply.write(cutDocument);
          reply.cut();
        },
      },
      {
        sent: "the socket reset in the middle",
        reply: async (reply) => {
          await reply.write(events(...hello));
          await new Promise((resolve) => setTimeout(resolve, 50));
          reply.reset();
        },
        words: `${lost}.`,
        document: async (reply) => {
          reply.head(200, json);
          await reply.write(cutDocument);
          await new Promise((resolve) => setTimeout(resolve, 50));
          reply.reset();
        },
      },
    ],
  },
  {
    table: "broken",
    row: 4,
    items: [
      {
        sent: "EOF without a finish reason",
        reply: sse(...hello),
        words: early,
        document: raw(cutDocument, json),
      },
      {
        sent: "[DONE] without a finish reason",
        reply: sse(...hello, done),
        words: early,
        document: raw(`${cutDocument}"},"finish_re`, json),
      },
      {
        sent: "EOF inside an event",
        reply: raw(`${events(...hello)}data: {"choices":[{"delta":{"cont`),
        words: `${early}, note: 1 unreadable line was skipped.`,
      },
      {
        sent: "a whole document without a finish reason",
        reply: completion({ content: "Hello" }, { reason: null }),
        words: helloWords,
      },
    ],
  },
  {
    table: "broken",
    row: 5,
    items: [
      { sent: "an empty body", reply: raw(""), words: nothing, document: raw("", json) },
      { sent: "only [DONE]", reply: sse(done), words: nothing },
      { sent: "only blank lines", reply: raw("\n\n"), words: nothing, document: raw("\n\n", json) },
      { sent: "only a keep-alive", reply: raw(": keep-alive\n\n"), words: nothing },
      {
        sent: "only a role",
        reply: sse(delta({ role: "assistant", content: "" })),
        words: nothing,
        document: raw('{"choices":[]}', json),
      },
    ],
  },
];
