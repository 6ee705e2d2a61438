import "server-only";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import {
  type BytesReply,
  completion,
  hello,
  helloWords,
  raw,
  said,
  sse,
  type WireItem,
  type WireRow,
} from "./wire-case";

const lines = (...values: unknown[]): BytesReply =>
  raw(values.map((value) => `${JSON.stringify(value)}\n`).join(""), {
    "content-type": "application/x-ndjson",
  });
const messages = ["Hel", "lo"].map((content) => ({
  choices: [{ index: 0, message: { content }, finish_reason: null }],
}));
const two = [
  { index: 0, message: { content: "Hello" }, finish_reason: "stop" },
  { index: 1, message: { content: "Bonjour" }, finish_reason: "stop" },
];
const both = (a: string, b: string) => ({
  choices: [
    { index: 1, delta: { content: b } },
    { index: 0, delta: { content: a } },
  ],
});
const mixed = sse(
  both("Hel", "Bon"),
  both("lo", "jour"),
  { choices: [{ index: 1, delta: {}, finish_reason: "stop" }] },
  finish(),
  done,
);
const polluting =
  '{"__proto__":{"polluted":1},"choices":[{"index":0,"FORM":{"__proto__":{"polluted":1},"content":"Hello"},"finish_reason":"stop"}],"constructor":{"prototype":{"polluted":1}}}';
const unreadable = 'data: {"choices":[{"delta":{"cont\n\n';
const odd = (sent: string, fields: Record<string, unknown>): WireItem => ({
  sent,
  reply: sse({ ...delta({ content: "Hello" }), ...fields }, finish()),
  words: helloWords,
  document: completion({ content: "Hello" }, fields),
});

/** Chunks and whole answers in forms that the SDK drops. */
export const brokenChunks: WireRow[] = [
  {
    table: "broken",
    row: 13,
    items: [odd('"error": null in a normal chunk', { error: null })],
  },
  {
    table: "broken",
    row: 14,
    items: [
      {
        sent: "a JSON completion",
        reply: completion({ content: "Hello", reasoning_content: "Hm." }, { usage: usage.usage }),
        words: 'reasoning "Hm.", text "Hello", stop, 11+7 tokens',
      },
      {
        sent: "NDJSON",
        reply: lines(...hello, finish(), usage),
        words: `${helloWords}, 11+7 tokens`,
      },
      {
        sent: "message for delta",
        reply: sse(...messages, finish()),
        words: helloWords,
        document: lines(...messages, finish()),
      },
    ],
  },
  {
    table: "broken",
    row: 16,
    items: [
      {
        sent: 'role: "model"',
        reply: said({ role: "model", content: "Hello" }),
        words: helloWords,
        document: completion({ role: "model", content: "Hello" }),
      },
      odd("created as text", { created: "1790000000" }),
      odd("id as a number", { id: 17 }),
    ],
  },
  {
    table: "broken",
    row: 17,
    items: [
      {
        sent: "two choices, in the chat",
        reply: mixed,
        words: helloWords,
        document: completion({ content: "" }, { choices: two }),
      },
      {
        sent: "two choices, where all were asked for",
        reply: mixed,
        words: 'choice 0 "Hello", choice 1 "Bonjour"',
        document: completion({ content: "" }, { choices: two }),
        settings: { allChoices: true },
      },
    ],
  },
  {
    table: "broken",
    row: 18,
    items: [
      {
        sent: "__proto__ in JSON",
        reply: sse(polluting.replace("FORM", "delta"), done),
        words: helloWords,
        document: raw(polluting.replace("FORM", "message"), { "content-type": "application/json" }),
      },
    ],
  },
  {
    table: "broken",
    row: 19,
    items: [
      {
        sent: "one unreadable line between good ones",
        reply: raw(`${events(hello[0])}${unreadable}${events(hello[1], finish(), done)}`),
        words: `${helloWords}, note: 1 unreadable line was skipped.`,
        document: raw(
          `${JSON.stringify(hello[0])}\n{"choices":[{"delta":{"cont\n${JSON.stringify(hello[1])}\n${JSON.stringify(finish())}\n`,
        ),
      },
    ],
  },
];
