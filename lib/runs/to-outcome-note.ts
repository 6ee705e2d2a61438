import type { AnswerMetadata } from "./answer-metadata";

export type OutcomeWords = { word: string; sentence: string };

type Ended = Pick<AnswerMetadata, "outcome" | "finishReason" | "byHand">;
type Parts = readonly { type: string; text?: unknown }[];

const notes: Partial<Record<AnswerMetadata["outcome"], OutcomeWords>> = {
  stopped: { word: "Stopped", sentence: "You stopped this answer. What had arrived is kept." },
  interrupted: {
    word: "Interrupted",
    sentence: "The connection was lost before the answer ended. What had arrived is kept.",
  },
  incomplete: {
    word: "Incomplete",
    sentence: "The stream ended without saying that the answer was finished.",
  },
};

/** How an answer ended, when it did not simply end; null when it did. */
export function toOutcomeNote(metadata: Ended, parts: Parts): OutcomeWords | null {
  const { outcome, finishReason, byHand } = metadata;
  if (outcome !== "complete") return notes[outcome] ?? null;
  const onlyThought = hasThought(parts) && !hasAnswer(parts);
  if (finishReason === "length") return toLimitNote(onlyThought);
  if (finishReason === "content_filter")
    return { word: "Filtered", sentence: "The provider's content filter ended this answer." };
  if (byHand !== undefined || finishReason === "tool_calls" || hasAnswer(parts)) return null;
  return {
    word: "Empty",
    sentence: onlyThought
      ? "The model ended after its reasoning, without an answer."
      : "The model ended without an answer.",
  };
}

/** Not every provider counts the tokens of thinking apart. */
function toLimitNote(onlyThought: boolean): OutcomeWords {
  return {
    word: "Cut off",
    sentence: onlyThought
      ? "The whole output limit went into thinking. Raise it, or choose less reasoning."
      : "The answer reached its output limit.",
  };
}

const hasThought = (parts: Parts): boolean => parts.some(({ type }) => type === "reasoning");

/** Anything that a reader sees beside the reasoning: a text, a call, a file. */
const hasAnswer = (parts: Parts): boolean =>
  parts.some(({ type, text }) => {
    if (type === "text") return typeof text === "string" && text.trim() !== "";
    return type !== "reasoning" && type !== "step-start";
  });
