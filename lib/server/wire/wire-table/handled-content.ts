import "server-only";
import { gzipSync } from "node:zlib";
import { delta, done, events, finish } from "@/e2e/upstreams/ask-through-wire";
import type { RawReply } from "@/e2e/upstreams/raw-upstream";
import { completion, hello, helloWords, raw, said, sse, type WireRow } from "./wire-case";

const thought = 'reasoning "Hm.", text "Hello", stop';
const outOfMemory = { error: { message: "Out of memory", code: 503 } };
const long = "0123456789".repeat(100);
const textBody = '{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}';

const gzipped = (type: string, body: string) => (reply: RawReply) => {
  reply.head(200, { "content-type": type, "content-encoding": "gzip" });
  reply.end(gzipSync(body));
};
const moved = (type: string, body: string) => (reply: RawReply) => {
  if (reply.index === 0) reply.head(307, { location: "/v1/elsewhere/chat/completions" });
  else reply.head(200, { "content-type": type });
  reply.end(reply.index === 0 ? "moved" : body);
};
const stream = events(...hello, finish(), done);

/** What the deltas of a good answer may hold. */
export const handledContent: WireRow[] = [
  ...["reasoning_content", "reasoning"].map((field, index) => ({
    table: "handled" as const,
    row: 13 + index,
    items: [
      {
        sent: field,
        reply: sse(delta({ [field]: "H" }), delta({ [field]: "m." }), ...hello, finish()),
        words: thought,
        document: completion({ content: "Hello", [field]: "Hm." }),
      },
    ],
  })),
  {
    table: "handled",
    row: 15,
    items: [
      {
        sent: "reasoning and reasoning_content at once",
        reply: sse(delta({ reasoning: "Hm.", reasoning_content: "Hm." }), ...hello, finish()),
        words: thought,
        document: completion({ content: "Hello", reasoning: "Hm.", reasoning_content: "Hm." }),
      },
      {
        sent: "reasoning and content in one delta",
        reply: said({ content: "Hello", reasoning: "Hm." }),
        words: thought,
      },
    ],
  },
  {
    table: "handled",
    row: 16,
    items: [
      {
        sent: "reasoning between texts",
        reply: sse(delta({ reasoning: "H" }), hello[0], delta({ reasoning: "m." }), hello[1], finish()),
        words: thought,
      },
    ],
  },
  {
    table: "handled",
    row: 20,
    items: [
      {
        sent: "content_filter",
        reply: sse(...hello, finish("content_filter")),
        words: 'text "Hello", content-filter',
        document: completion({ content: "Hello" }, { reason: "content_filter" }),
      },
      {
        sent: "a refusal",
        reply: sse(delta({ refusal: "I will " }), delta({ refusal: "not." }), finish()),
        words: 'text "I will not.", content-filter',
        document: completion({ content: null, refusal: "I will not." }),
      },
    ],
  },
  {
    table: "handled",
    row: 21,
    items: [
      {
        sent: "{error:{message}} in the middle",
        reply: sse(...hello, outOfMemory, delta({ content: "!" })),
        words: 'failed, text "Hello", error provider_failed: Out of memory',
        document: completion({ content: "Hello" }, { ...outOfMemory }),
        documentWords: "failed, error provider_failed: Out of memory",
      },
    ],
  },
  {
    table: "handled",
    row: 22,
    items: [
      {
        sent: "307 within the origin",
        reply: moved("text/event-stream", stream),
        words: helloWords,
        document: moved("application/json", textBody),
        settings: { requests: 2 },
      },
    ],
  },
  {
    table: "handled",
    row: 23,
    items: [
      {
        sent: "content of null",
        reply: sse(delta({ role: "assistant", content: null }), ...hello, finish()),
        words: helloWords,
        document: completion({ content: null, reasoning: "Hm." }),
        documentWords: 'reasoning "Hm.", stop',
      },
    ],
  },
  {
    table: "handled",
    row: 24,
    items: [
      {
        sent: "a role in every delta",
        reply: sse(...["Hel", "lo"].map((content) => delta({ role: "assistant", content })), finish()),
        words: helloWords,
      },
    ],
  },
  {
    table: "handled",
    row: 25,
    items: [
      {
        sent: "a delta of null",
        reply: sse({ choices: [{ index: 0, delta: null }] }, ...hello, finish()),
        words: helloWords,
      },
    ],
  },
  {
    table: "handled",
    row: 26,
    items: [
      {
        sent: "created with decimals",
        reply: sse({ ...delta({ content: "Hello" }), created: 1_790_000_000.25 }, finish()),
        words: helloWords,
        document: completion({ content: "Hello" }, { created: 1_790_000_000.25 }),
      },
    ],
  },
  {
    table: "handled",
    row: 27,
    items: [
      {
        sent: "content as a list of parts",
        reply: said({ content: ["Hel", "lo"].map((text) => ({ type: "text", text })) }),
        words: helloWords,
        document: completion({ content: ["Hel", "lo"].map((text) => ({ type: "text", text })) }),
      },
    ],
  },
  {
    table: "handled",
    row: 28,
    items: [
      {
        sent: "2 MB in one piece",
        reply: raw(events(...Array.from({ length: 2000 }, () => delta({ content: long })), finish(), done)),
        words: "text of 2000000 characters, stop",
        document: completion({ content: long.repeat(2000) }),
      },
    ],
  },
  {
    table: "handled",
    row: 29,
    items: [
      {
        sent: "gzip",
        reply: gzipped("text/event-stream", stream),
        words: helloWords,
        document: gzipped("application/json", textBody),
      },
    ],
  },
];
