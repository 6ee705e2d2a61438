import "server-only";
import { createParser } from "eventsource-parser";
import { isMarkup } from "./provider-words";
import { createJsonValueReader } from "./read-json-values";

/** One event may have this many characters. */
export const maxEventLength = 1_048_576;
/** A body that is one JSON document may have this many characters. */
export const maxDocumentLength = 16_777_216;
/** Of a body that is no answer at all, this many characters are kept. */
export const maxErrorLength = 65_536;

/** `events`: server-sent events. `lines`: a JSON value a line. `document`: one JSON value. `text`: anything else. */
export type BodyFormat = "events" | "lines" | "document" | "text";

export type EventReader = {
  feed: (text: string) => void;
  /** The body is over: gives the last event even when no blank line followed it. */
  end: () => void;
  /** null until enough has come to tell. */
  format: () => BodyFormat | null;
  /** The body is a JSON document that was cut off; what came of it was given. */
  wasCut: () => boolean;
  /** The beginning of a body that holds no events: a web page, a sentence. */
  text: () => string;
};

export type EventReaderOptions = {
  /** The response's content type; believed only where the body itself leaves a doubt. */
  contentType: string | null;
  onEvent: (data: string, eventName: string | undefined) => void;
  /** The body holds no events, and of what it holds no more is kept. */
  onEnough: () => void;
  onTooLarge: () => void;
};

type BodyReader = { feed: (text: string) => void; end: () => void };

/** Reads a response body as events, whatever form the server chose: many answer a stream request with plain JSON. */
export function createEventReader(options: EventReaderOptions): EventReader {
  const { contentType, onEvent, onEnough, onTooLarge } = options;
  const isDeclaredStream = contentType?.includes("event-stream") === true;
  let format: BodyFormat | null = null;
  let head = "";
  let stray = "";

  const keep = (text: string) => {
    if (stray.length < maxErrorLength) stray += text.slice(0, maxErrorLength - stray.length);
  };
  const keepText = (text: string) => {
    keep(text);
    if (stray.length >= maxErrorLength) onEnough();
  };
  const json = createJsonValueReader({
    maxLength: { line: maxEventLength, document: maxDocumentLength },
    onValue: (data) => onEvent(data, undefined),
    onTooLarge,
    onShape: (shape) => {
      format = shape;
    },
  });
  const readers: Record<BodyFormat, BodyReader> = {
    events: createSseReader({ onEvent, onTooLarge, onStray: keep }),
    lines: json,
    document: json,
    text: { feed: keepText, end: () => {} },
  };

  const decide = (isWhole: boolean) => {
    format = guessFormat({ head, isWhole, isDeclaredStream });
    if (format === null) return;
    const text = head;
    head = "";
    readers[format].feed(text);
  };

  return {
    feed: (text) => {
      if (format !== null) return readers[format].feed(text);
      head += text;
      decide(false);
    },
    end: () => {
      if (format === null && head.trim() !== "") decide(true);
      if (format !== null) readers[format].end();
    },
    format: () => format,
    wasCut: json.wasCut,
    text: () => stray,
  };
}

const fieldStart = /^(?::|(?:data|event|id|retry)(?:[:\r\n]|$))/;
const fieldNames = ["data", "event", "id", "retry"];

function guessFormat({
  head,
  isWhole,
  isDeclaredStream,
}: {
  head: string;
  isWhole: boolean;
  isDeclaredStream: boolean;
}): BodyFormat | null {
  const begun = head.replace(/^\uFEFF/, "").trimStart();
  if (begun === "") return null;
  if (/^[{[]/.test(begun)) return "document";
  if (isMarkup(begun)) return "text";
  if (isDeclaredStream) return "events";
  const mayBecomeField = fieldNames.some((name) => name.startsWith(begun));
  if (mayBecomeField && !isWhole) return null;
  return fieldStart.test(begun) ? "events" : "text";
}

type SseOptions = Pick<EventReaderOptions, "onEvent" | "onTooLarge"> & { onStray: (line: string) => void };

function createSseReader({ onEvent, onTooLarge, onStray }: SseOptions): BodyReader {
  let isTooLarge = false;
  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: (event) => onEvent(event.data, event.event),
    onError: (error) => {
      isTooLarge ||= error.type === "max-buffer-size-exceeded";
      if (error.type !== "unknown-field" || error.line === undefined) return;
      // Some servers write an error as bare JSON into their stream.
      if (error.line.startsWith("{")) onEvent(error.line, undefined);
      else onStray(`${error.line}\n`);
    },
  });
  let held: string[] = [];
  let heldLength = 0;

  /** Whole lines only: of a piece of one the parser drops what cannot be a field, and nobody would hear of it. */
  const feed = (text: string) => {
    if (isTooLarge) return;
    const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
    if (end > 0) {
      const lines = held.length === 0 ? text.slice(0, end) : held.join("") + text.slice(0, end);
      held = [];
      heldLength = 0;
      parser.feed(lines);
    }
    if (end < text.length) {
      held.push(text.slice(end));
      heldLength += text.length - end;
      isTooLarge ||= heldLength > maxEventLength;
    }
    if (isTooLarge) onTooLarge();
  };
  return { feed, end: () => feed("\n\n") };
}
