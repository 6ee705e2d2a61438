import "server-only";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import { completion, hello, helloWords, raw, sse, type WireRow } from "./wire-case";

const whole = events(...hello, finish(), usage, done);
const wholeWords = 'text "Hello", stop, 11+7 tokens';
const köln = new TextEncoder().encode(events(delta({ content: "Köln 🚆" }), finish()));
const pretty = JSON.stringify(delta({ content: "Hello" }), null, 1).replaceAll("\n", "\ndata: ");
const plain = completion({ content: "Hello" });
const counts = (count: number) => ({
  usage: { prompt_tokens: 11, completion_tokens: count, total_tokens: 11 + count },
});

/** How the events of a good answer may be written. */
export const handledFraming: WireRow[] = [
  {
    table: "handled",
    row: 1,
    items: [
      { sent: "SSE comments", reply: raw(`: hi\n\n:\n\n${whole}`), words: wholeWords },
      {
        sent: "keep-alives; blank lines before a document",
        reply: raw(whole.replaceAll("\n\n", "\n\n: keep-alive\n\n")),
        words: wholeWords,
        document: raw([
          "\n",
          "\n\n",
          '\n{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}',
        ]),
        documentWords: helloWords,
      },
    ],
  },
  {
    table: "handled",
    row: 2,
    items: [
      ["CRLF", "\r\n"],
      ["CR", "\r"],
      ["LF", "\n"],
    ].map(([name = "", end = ""]) => ({
      sent: `lines that end with ${name}`,
      reply: raw(whole.replaceAll("\n", end)),
      words: wholeWords,
    })),
  },
  {
    table: "handled",
    row: 3,
    items: [
      { sent: "each character on its own", reply: raw([...whole]), words: wholeWords },
      {
        sent: "bytes split inside characters",
        reply: raw([...köln].map((byte) => Uint8Array.of(byte))),
        words: 'text "Köln 🚆", stop',
      },
    ],
  },
  {
    table: "handled",
    row: 4,
    items: [
      { sent: "data: without a space", reply: raw(whole.replaceAll("data: ", "data:")), words: wholeWords },
    ],
  },
  {
    table: "handled",
    row: 5,
    items: [
      {
        sent: "a byte order mark",
        reply: raw(`\uFEFF${whole}`),
        words: wholeWords,
        document: raw('\uFEFF{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}'),
        documentWords: helloWords,
      },
    ],
  },
  {
    table: "handled",
    row: 6,
    items: ["event: message", "id: 7", "retry: 10"].map((line) => ({
      sent: `${line} in every event`,
      reply: raw(whole.replaceAll("data: ", `${line}\ndata: `)),
      words: wholeWords,
    })),
  },
  {
    table: "handled",
    row: 7,
    items: [
      {
        sent: "data over several lines",
        reply: raw(`data: ${pretty}\n\n${events(finish())}`),
        words: helloWords,
        document: raw(
          '{\n "choices": [\n  {"message": {"content": "Hello"},\n "finish_reason": "stop"}]\n}\n',
        ),
      },
    ],
  },
  {
    table: "handled",
    row: 8,
    items: [
      {
        sent: "a wrong content type",
        reply: raw(whole, { "content-type": "application/json" }),
        words: wholeWords,
        document: { ...plain, headers: { "content-type": "text/event-stream" } },
        documentWords: helloWords,
      },
      { sent: "text/plain", reply: raw(whole, { "content-type": "text/plain" }), words: wholeWords },
      {
        sent: "no content type",
        reply: raw(whole, {}),
        words: wholeWords,
        document: { ...plain, headers: {} },
        documentWords: helloWords,
      },
    ],
  },
  {
    table: "handled",
    row: 9,
    items: [{ sent: "no [DONE]", reply: sse(...hello, finish()), words: helloWords }],
  },
  {
    table: "handled",
    row: 10,
    items: [
      {
        sent: "a usage chunk with choices: []",
        reply: sse(...hello, finish(), usage, done),
        words: wholeWords,
      },
    ],
  },
  {
    table: "handled",
    row: 11,
    items: [
      {
        sent: "usage in every chunk",
        reply: sse({ ...hello[0], ...counts(1) }, { ...hello[1], ...counts(2) }, finish("stop", counts(7))),
        words: wholeWords,
        document: completion({ content: "Hello" }, counts(7)),
      },
    ],
  },
  {
    table: "handled",
    row: 12,
    items: [
      {
        sent: "extra fields",
        reply: sse(
          { ...delta({ content: "Hello", logits: [1], audio: null }), citations: ["a"], obfuscation: "xx" },
          finish("stop", { service_tier: "default" }),
        ),
        words: helloWords,
        document: completion({ content: "Hello", audio: null, annotations: [] }, { citations: ["a"], x: {} }),
      },
    ],
  },
];
