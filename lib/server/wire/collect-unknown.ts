import "server-only";
import { mergeCounts } from "./encode-whole-chunks";
import { encodeEstimatedUsage } from "./pass-on";
import { isRecord, type JsonRecord } from "./read-json";
import { joinUnknown, pickUnknown } from "./unknown-fields";

/** Collects what an answer says beside what is read, and puts it into the completion that was made of the rest. */
export function createUnknownCollector() {
  let ofAnswer: JsonRecord = {};
  let usageAsSent: JsonRecord = {};
  const ofChoices = new Map<number, { choice: JsonRecord; message: JsonRecord }>();

  const readChoice = (given: unknown) => {
    if (!isRecord(given)) return;
    const index = typeof given.index === "number" ? given.index : 0;
    const before = ofChoices.get(index) ?? { choice: {}, message: {} };
    ofChoices.set(index, {
      choice: joinUnknown(before.choice, pickUnknown(given, "choice")),
      message: { ...before.message, ...pickUnknown(given.message ?? given.delta, "message") },
    });
  };

  const completeChoice = (choice: unknown): unknown => {
    if (!isRecord(choice) || typeof choice.index !== "number") return choice;
    const unknown = ofChoices.get(choice.index);
    const message = { ...unknown?.message, ...(isRecord(choice.message) ? choice.message : {}) };
    return { logprobs: null, ...unknown?.choice, ...choice, message };
  };

  return {
    read: (chunk: JsonRecord) => {
      ofAnswer = { ...ofAnswer, ...pickUnknown(chunk, "chunk") };
      if (isRecord(chunk.usage)) usageAsSent = chunk.usage;
      for (const given of Array.isArray(chunk.choices) ? chunk.choices : []) readChoice(given);
    },
    complete: (
      completion: JsonRecord,
      estimate: { estimatedInputTokens: number; outputCharacters: number },
    ): JsonRecord => {
      const counts = isRecord(completion.usage) ? completion.usage : encodeEstimatedUsage(estimate);
      const choices = Array.isArray(completion.choices) ? completion.choices.map(completeChoice) : [];
      return { ...ofAnswer, ...completion, choices, usage: mergeCounts(usageAsSent, counts) };
    },
  };
}
