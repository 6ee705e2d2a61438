import "server-only";
import { type DirectReader, readNext } from "./direct-reader";
import { isAnswered, recordFault, type WireCall } from "./wire-call";
import type { WireResponse } from "./wire-response";

/** Reads a response's body under the call's clocks. */
export type BodyReader = Pick<DirectReader<Uint8Array>, "take" | "onMore"> & {
  /** The next bytes; null when there are no more, or when a fault was recorded or the call was aborted, as `take` says it too. */
  read: () => Promise<Uint8Array | null>;
  /** Lets go of the body; closes the connection unless the body is at its end. */
  cancel: () => void;
  /** Waits for the body's own end for a moment, so that the connection can be used again, then lets go of it. */
  letEnd: () => Promise<void>;
};

/** How long a server may take to end its body after `[DONE]`. */
const afterDoneMs = 200;
const keptCharacters = 65_536;

export function createBodyReader(call: WireCall, { body: source }: WireResponse): BodyReader {
  const cancel = () => source.cancel();
  call.upstream.signal.addEventListener("abort", cancel, { once: true });

  const decoder = new TextDecoder();
  /** Only the beginning: a long answer is in the chat already. */
  const keep = (bytes: Uint8Array) => {
    const { exchange } = call;
    const room = keptCharacters - exchange.responseText.length;
    if (room > 0) exchange.responseText += decoder.decode(bytes, { stream: true }).slice(0, room);
  };

  const take = () => {
    try {
      const bytes = source.take();
      if (bytes === undefined) return undefined;
      call.deadlines.readEnded();
      if (bytes !== null && call.isKept) keep(bytes);
      return bytes;
    } catch (error) {
      call.deadlines.readEnded();
      // Our own abort lands here too: then the fault stands already, or the reader has left.
      if (!call.upstream.signal.aborted && !isAnswered(call)) recordConnectionFault(call, error);
      return null;
    }
  };
  const onMore = (wake: () => void) => {
    call.deadlines.readStarted();
    source.onMore(wake);
  };
  const read = () => readNext({ take, onMore });

  const letEnd = async () => {
    const timer = setTimeout(cancel, afterDoneMs);
    await read();
    clearTimeout(timer);
    cancel();
  };

  return { take, onMore, read, cancel, letEnd };
}

/** The body up to `maxLength` characters; what lies beyond is not read. */
export async function readBodyText(
  call: WireCall,
  { body, maxLength }: { body: BodyReader; maxLength: number },
): Promise<{ text: string; isWhole: boolean }> {
  const decoder = new TextDecoder();
  let text = "";
  while (text.length <= maxLength) {
    const bytes = await body.read();
    if (bytes === null) return { text: text + decoder.decode(), isWhole: call.exchange.fault === null };
    text += decoder.decode(bytes, { stream: true });
  }
  body.cancel();
  return { text: text.slice(0, maxLength), isWhole: false };
}

const unreachableCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Not HTTP, or not compressed as its head says. */
const unreadableCode = /^(?:HPE_|Z_|ERR_BROTLI|ERR__ERROR_|ERR_ZSTD|ZSTD_|ERR_CONTENT_ENCODING)/;

/** Records why a request or a read failed below HTTP. */
export function recordConnectionFault(call: WireCall, error: unknown): void {
  const cause = findCause(error);
  const systemMessage = cause.message === "" ? cause.code : cause.message;
  const details = systemMessage === "" ? {} : { systemMessage };
  if (cause.code === "UND_ERR_HEADERS_TIMEOUT") recordFault(call, "headers_timeout", details);
  else if (cause.code === "UND_ERR_BODY_TIMEOUT") recordFault(call, "idle_timeout", details);
  else if (unreadableCode.test(cause.code)) recordFault(call, "unreadable", details);
  else if (unreachableCodes.has(cause.code) || /CERT|SSL|TLS|SIGNATURE|EPROTO/.test(cause.code))
    recordFault(call, "unreachable", details);
  else recordFault(call, "connection_lost", details);
}

/** The innermost error with a code: fetch wraps what the system said, and several addresses wrap it once more. */
function findCause(error: unknown): { code: string; message: string } {
  let found = { code: "", message: "" };
  let current = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth++) {
    const code = "code" in current && typeof current.code === "string" ? current.code : found.code;
    found = { code, message: current.message };
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return found;
}
