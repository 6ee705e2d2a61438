import "server-only";
import type { ToolSet } from "ai";
import { delta, events, finish, type Reply } from "@/e2e/upstreams/ask-through-wire";
import type { RawReply } from "@/e2e/upstreams/raw-upstream";
import type { WireTimeouts } from "@/lib/server/wire/exchange";

/** What an upstream sends: bytes, in these pieces, or a script over a real socket. */
export type WireReply = BytesReply | ((reply: RawReply) => void | Promise<void>);
export type BytesReply = Reply & { body: string | (string | Uint8Array)[] };

export type WireItem = {
  /** What was sent, in a few words. */
  sent: string;
  reply: WireReply;
  /** What must come out, see `toWords`: the same for a stream request and for one that asks for one reply. */
  words: string;
  /** The same oddity in an answer that comes in one piece, where it has one. */
  document?: WireReply;
  /** What must come out of the document, where that differs. */
  documentWords?: string;
  settings?: WireItemSettings;
};

export type WireItemSettings = {
  opensInReasoning?: boolean;
  timeouts?: WireTimeouts;
  tools?: ToolSet;
  secrets?: string[];
  /** Every choice is asked for, and read with OpenAI's own client as the users of a gateway do. */
  allChoices?: boolean;
  /** How many requests the upstream must have seen; 1 unless told otherwise. Scripts only. */
  requests?: number;
};

/** A row of a table of `wire.md`. */
export type WireRow = { table: "handled" | "broken"; row: number; items: WireItem[] };

/** "Hello" in two deltas. */
export const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];
export const helloWords = 'text "Hello", stop';

const stream = { "content-type": "text/event-stream" };
const json = { "content-type": "application/json" };

/** A stream of these chunks. */
export function sse(...chunks: unknown[]): BytesReply {
  return { body: events(...chunks), headers: stream };
}

/** A stream of these bytes. */
export function raw(
  body: string | (string | Uint8Array)[],
  headers: Record<string, string> = stream,
): BytesReply {
  return { body, headers };
}

/** One JSON document. */
export function document(value: unknown, status = 200): BytesReply {
  return { body: JSON.stringify(value), status, headers: json };
}

/** A completion with this message. */
export function completion(
  message: Record<string, unknown>,
  { reason = "stop", ...rest }: { reason?: string | null; [field: string]: unknown } = {},
): BytesReply {
  return document({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_790_000_000,
    model: "m",
    choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: reason }],
    ...rest,
  });
}

/** A stream of one delta and its end. */
export function said(fields: Record<string, unknown>, reason = "stop"): BytesReply {
  return sse(delta(fields), finish(reason));
}
