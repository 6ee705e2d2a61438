import "server-only";
import { events } from "@/e2e/upstreams/ask-through-wire";
import { type BytesReply, document, hello, raw, type WireItem, type WireRow } from "./wire-case";

const memory = "Out of memory";
const page =
  "<!doctype html><html><head><title>Sign in</title><style>p{}</style></head><body><h1>Please log&nbsp;in</h1><script>x()</script></body></html>";
const html = { "content-type": "text/html" };
const key = "acme-secret-key-1";
const quoted = `Bad key ${key}, or sk-proj-abcdefghij0123456789`;
const fastApi = { detail: [{ loc: ["body", "messages"], msg: "field required", type: "missing" }] };

/** An error in the middle of a stream, and as the reply to a request. */
function told({
  sent,
  bytes,
  reply,
  words = memory,
}: {
  sent: string;
  bytes: string;
  reply: BytesReply;
  words?: string;
}): WireItem {
  return {
    sent,
    reply: raw(events(...hello) + bytes),
    words: `failed, text "Hello", error provider_failed: ${words}`,
    document: reply,
    documentWords: `failed, error provider_failed: ${words}`,
  };
}

const both = (sent: string, value: unknown, words = memory): WireItem =>
  told({ sent, bytes: events(value), reply: document(value, 500), words });

/** Errors whose words the SDK loses. */
export const brokenErrors: WireRow[] = [
  {
    table: "broken",
    row: 12,
    items: [
      both("an error as text", { error: memory }),
      both('{object:"error", message}', { object: "error", message: memory, code: 500 }),
      told({
        sent: "event: error",
        bytes: `event: error\ndata: {"message":"${memory}"}\n\n`,
        reply: raw(`event: error\ndata: {"message":"${memory}"}\n\n`),
      }),
      told({
        sent: "event: error with plain text",
        bytes: `event: error\ndata: ${memory}\n\n`,
        reply: { ...raw(memory, { "content-type": "text/plain" }), status: 500 },
      }),
      both("{detail} as text", { detail: memory }),
      both("{detail} as FastAPI's list", fastApi, "body.messages: field required"),
      {
        sent: "an HTML page",
        reply: raw(`${events(...hello)}${page}\n\n`),
        words: 'incomplete, text "Hello", error ended_early: Sign in Please log in',
        document: { ...raw(page, html), status: 503 },
        documentWords: "failed, error provider_failed: Sign in Please log in",
      },
      both("an error of 9,000 characters", { error: { message: "x".repeat(9000) } }, "500 characters"),
      {
        ...both("an error that quotes keys", { error: { message: quoted } }, "Bad key [masked], or [masked]"),
        settings: { secrets: [key] },
      },
    ],
  },
  {
    table: "broken",
    row: 15,
    items: [
      {
        sent: "an error in JSON with status 200",
        reply: document({ error: { message: "No such model" } }),
        words: "failed, error provider_failed: No such model",
      },
      {
        sent: "an HTML login page with status 200",
        reply: raw(page, html),
        words: "failed, error not_a_stream: Sign in Please log in",
      },
    ],
  },
];
