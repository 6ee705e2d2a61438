import "server-only";
import type { AnswerHead, AnswerSink } from "./answer-sink";
import { type Choice, type ChoiceOptions, createChoice } from "./choice";
import type { WireExchange } from "./exchange";
import { type ProviderError, readProviderError } from "./provider-words";
import { isRecord, type JsonRecord, readNumber, readText } from "./read-json";
import { readUsage } from "./usage";

/** `first`: only the first answer, as a chat shows it. `all`: every one that was asked for with `n`. */
export type ChoiceSelection = "first" | "all";

/** `done`: the server said so. `document`: it came as one whole document. `cut`: nothing more came. */
export type AnswerEnding = "done" | "document" | "cut";

export type ChunkNormaliser = {
  /** Reads one chunk or completion into the sink; returns the error it carried, if any. */
  read: (chunk: JsonRecord) => ProviderError | null;
  /** The answer is over: gives what was held back and settles the finish reasons. */
  end: (ending: AnswerEnding) => void;
  choices: ReadonlyMap<number, Choice>;
  /** The first answer has its finish reason. */
  isFinished: () => boolean;
};

export type ChunkNormaliserOptions = {
  exchange: WireExchange;
  /** Filled in as the chunks say it. */
  head: AnswerHead;
  sink: AnswerSink;
  selection: ChoiceSelection;
  /** How many answers were asked for (`n`). */
  answerCount: number;
  opensInReasoning: boolean;
  mask: ChoiceOptions["mask"];
  onFirstToken: () => void;
  /** Every answer has its finish reason: only the usage may still follow. */
  onFinish: () => void;
};

/** Reads chunks of any OpenAI-compatible dialect into clean pieces; usage and finish reason go into the exchange. */
export function createChunkNormaliser(options: ChunkNormaliserOptions): ChunkNormaliser {
  const { exchange, head, sink, selection, opensInReasoning, mask } = options;
  const awaited = selection === "first" ? 1 : options.answerCount;
  const choices = new Map<number, Choice>();
  let hasToken = false;
  let headIsComplete = false;

  const onToken = () => {
    if (hasToken) return;
    hasToken = true;
    options.onFirstToken();
  };

  const choiceAt = (index: number): Choice => {
    let choice = choices.get(index);
    if (choice === undefined) {
      choice = createChoice({ index, sink, opensInReasoning, mask, onToken });
      choices.set(index, choice);
    }
    return choice;
  };

  const noteFinish = () => {
    const all = [...choices.values()];
    if (all.length < awaited || all.some((choice) => choice.finishReason() === null)) return;
    exchange.finishReason = choices.get(0)?.finishReason() ?? null;
    if (exchange.finishReason !== null) options.onFinish();
  };

  const readChoice = (given: unknown): ProviderError | null => {
    if (!isRecord(given)) return null;
    const index = readNumber(given.index) ?? 0;
    if (selection === "first" && index !== 0) return null;
    const choice = choiceAt(index);
    const delta = isRecord(given.delta) ? given.delta : given.message;
    if (isRecord(delta)) choice.read(delta);
    else if (typeof given.text === "string") choice.read({ content: given.text });
    choice.readFinish(given.finish_reason);
    if (given.finish_reason != null && exchange.finishReason === null) noteFinish();
    return readProviderError({ error: given.error, choices: [] });
  };

  const readHead = (chunk: JsonRecord) => {
    if (headIsComplete) return;
    head.id ??= readText(chunk.id);
    head.model ??= readText(chunk.model);
    head.created ??= readNumber(chunk.created);
    head.systemFingerprint ??= readText(chunk.system_fingerprint);
    headIsComplete = head.id !== null && head.model !== null && head.created !== null;
  };

  const readCounts = (chunk: JsonRecord) => {
    const reported = readUsage(chunk);
    if (reported === null) return;
    if (reported.usage !== null) exchange.usage = reported.usage;
    exchange.billedUsd = reported.billedUsd ?? exchange.billedUsd;
  };

  return {
    read: (chunk) => {
      const error = readProviderError(chunk) ?? readGroqError(chunk);
      if (error !== null) return error;
      readHead(chunk);
      let choiceError: ProviderError | null = null;
      for (const given of choicesOf(chunk)) choiceError ??= readChoice(given);
      readCounts(chunk);
      return choiceError;
    },
    end: (ending) => {
      for (const choice of choices.values()) {
        choice.end({ isCut: isCut(choice, ending) });
        if (choice.finishReason() === null && isOver(choice, ending)) {
          choice.readFinish(choice.toolCallCount() > 0 ? "tool_calls" : "stop");
        }
      }
      exchange.finishReason = choices.get(0)?.finishReason() ?? null;
    },
    choices,
    isFinished: () => choices.get(0)?.finishReason() != null,
  };
}

function readGroqError(chunk: JsonRecord): ProviderError | null {
  return isRecord(chunk.x_groq) ? readProviderError({ error: chunk.x_groq.error, choices: [] }) : null;
}

/** A whole document is over without saying so; servers that write "" for "none yet" may mean "stop" by it at the end. */
function isOver(choice: Choice, ending: AnswerEnding): boolean {
  return ending === "document" || (ending === "done" && choice.finishWasEmpty());
}

/** It came to its limit, or to no end at all. */
function isCut(choice: Choice, ending: AnswerEnding): boolean {
  const reason = choice.finishReason();
  return reason === "length" || (reason === null && !isOver(choice, ending));
}

/** The chunk's choices; a bare `message` (Ollama's own form) counts as one. */
function choicesOf(chunk: JsonRecord): unknown[] {
  if (Array.isArray(chunk.choices)) return chunk.choices;
  return isRecord(chunk.message)
    ? [{ delta: chunk.message, finish_reason: chunk.done === true ? (chunk.done_reason ?? "stop") : null }]
    : [];
}
