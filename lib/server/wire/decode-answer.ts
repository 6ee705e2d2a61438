import "server-only";
import { addNotices } from "./add-notices";
import type { AnswerHead, AnswerSink } from "./answer-sink";
import { limitAnswer } from "./limit-answer";
import { readLlamaForm } from "./llama-form";
import { maskKeyLike } from "./mask-secrets";
import { type ChoiceSelection, type ChunkNormaliser, createChunkNormaliser } from "./normalise-chunk";
import {
  isMarkup,
  type ProviderError,
  readErrorBody,
  readProviderError,
  toReadableWords,
} from "./provider-words";
import { createEventReader } from "./read-events";
import { isRecord, type JsonRecord, parseJson } from "./read-json";
import { recordFault, recordProviderError, type WireCall } from "./wire-call";

/** Turns the bytes of a body into the pieces of an answer; what goes wrong goes into the exchange. */
export type AnswerDecoder = {
  feed: (bytes: Uint8Array) => void;
  /** No more bytes will come. Decides whether the answer is whole. */
  end: () => void;
  /** The server said that it is done, or an error came: reading on would add nothing. */
  isOver: () => boolean;
  /** All that came by now was whole events: the next byte begins one. */
  isBetweenEvents: () => boolean;
  /** The choices of the answer, with their finish reasons once it has ended. */
  choices: ChunkNormaliser["choices"];
};

export type AnswerDecoderOptions = {
  call: WireCall;
  head: AnswerHead;
  sink: AnswerSink;
  contentType: string | null;
  selection: ChoiceSelection;
  opensInReasoning: boolean;
  /** Told each chunk after its pieces were given; `text` is its JSON where it came on one line. */
  onChunk?: (chunk: JsonRecord, text: string | null) => void;
};

const lineFeed = 0x0a;
const doneMark = "[DONE]";

export function createAnswerDecoder(options: AnswerDecoderOptions): AnswerDecoder {
  const { call, head, sink, contentType, selection, opensInReasoning } = options;
  const { exchange } = call;
  const textDecoder = new TextDecoder();
  let isDone = false;
  let isOver = false;
  let readable = 0;
  let unreadable = 0;
  let isCompletion = false;
  let endsInBlankLine = false;
  let odd = "";

  const refuseAsTooLarge = () => {
    isOver = true;
    recordFault(call, "too_large");
  };
  const normaliser = createChunkNormaliser({
    exchange,
    head,
    sink: limitAnswer(exchange.clock.timing(sink), { exchange, onTooLong: refuseAsTooLarge }),
    selection,
    answerCount: call.answerCount,
    opensInReasoning,
    mask: (text) => maskKeyLike(call.mask(text)),
    onFirstToken: () => {
      exchange.firstTokenAt = performance.now();
      call.deadlines.firstTokenArrived();
    },
    onFinish: () => call.deadlines.finishArrived(),
  });

  const fail = (error: ProviderError) => {
    isOver = true;
    recordProviderError(call, error, { status: error.status ?? exchange.status ?? 200 });
  };

  const readValue = (value: unknown, eventName: string | undefined, text: string | null = null) => {
    if (Array.isArray(value)) {
      for (const item of value) if (!isOver) readValue(item, eventName);
      return;
    }
    if (!isRecord(value)) return;
    const ofLlama = readLlamaForm(value);
    if (ofLlama !== null) return readValue(ofLlama, eventName);
    readable++;
    isCompletion = isWholeCompletion(value);
    if (value.choices === undefined && value.message === undefined) odd ||= JSON.stringify(value);
    const namedError = eventName === "error" ? readProviderError({ error: value.error ?? value }) : null;
    const error = namedError ?? normaliser.read(value);
    if (error !== null) fail(error);
    else options.onChunk?.(value, text);
  };

  const readLines = (lines: string[], eventName: string | undefined) => {
    for (const line of lines) if (line.trim() !== "") onEvent(line, eventName);
  };

  const onEvent = (data: string, eventName: string | undefined) => {
    if (isOver) return;
    const text = data.trim();
    if (text === "") return;
    // Before it is parsed: telling that it is no JSON takes as long as reading ten chunks.
    if (text.length === doneMark.length && text.toUpperCase() === doneMark) {
      isDone = true;
      isOver = true;
      return;
    }
    const value = parseJson(text);
    if (value !== undefined) return readValue(value, eventName, data.includes("\n") ? null : data);
    if (eventName === "error") return fail(readErrorBody(text));
    // Some servers write no blank lines between their events: they arrive as the lines of one.
    if (text.includes("\n")) return readLines(text.split("\n"), eventName);
    unreadable++;
  };

  const events = createEventReader({
    contentType,
    onEvent,
    onEnough: () => {
      isOver = true;
    },
    onTooLarge: refuseAsTooLarge,
  });

  /** Why the body holds no whole answer; only asked when no fault stands and no finish reason came. */
  const recordMissingEnd = () => {
    if (events.wasCut()) return recordFault(call, "ended_early");
    // What came between the events, a proxy's page for one, tells why it ended.
    if (exchange.firstTokenAt !== null)
      return recordFault(call, "ended_early", { words: toReadableWords(events.text()) });
    const text = events.format() === "events" ? events.text() : events.text() || odd;
    if (text.trim() !== "") return recordOddBody(call, text);
    if (readable === 0 && unreadable > 0) return recordFault(call, "unreadable");
    return recordFault(call, "empty_answer");
  };

  const isWholeDocument = () => {
    if (events.wasCut() || readable === 0) return false;
    return events.format() === "document" || (events.format() === "lines" && readable === 1 && isCompletion);
  };

  return {
    feed: (bytes) => {
      endsInBlankLine = bytes.at(-1) === lineFeed && bytes.at(-2) === lineFeed;
      events.feed(textDecoder.decode(bytes, { stream: true }));
    },
    end: () => {
      events.feed(textDecoder.decode());
      events.end();
      normaliser.end(isDone ? "done" : isWholeDocument() ? "document" : "cut");
      if (exchange.fault === null && !normaliser.isFinished()) recordMissingEnd();
      if (exchange.finishReason === "error") recordFault(call, "provider_failed");
      addNotices({ call, unreadable, normaliser });
    },
    isOver: () => isOver,
    isBetweenEvents: () => endsInBlankLine && events.format() === "events",
    choices: normaliser.choices,
  };
}

function isWholeCompletion(value: Record<string, unknown>): boolean {
  const choice = Array.isArray(value.choices) ? value.choices[0] : undefined;
  return isRecord(choice) && isRecord(choice.message);
}

/** A body that is no answer: an error in JSON, a web page, or a sentence. */
function recordOddBody(call: WireCall, text: string): void {
  const error = readErrorBody(text);
  const isJsonError = readProviderError(parseJson(text)) !== null;
  recordProviderError(call, error, {
    status: error.status ?? call.exchange.status ?? 200,
    isPage: isMarkup(text),
    ...(isJsonError ? {} : { code: "not_a_stream" }),
  });
}
