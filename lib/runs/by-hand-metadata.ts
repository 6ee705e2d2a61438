import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

type Written = { messageId: string; turnId: string; now: number };

/** No model ran: there is nothing to measure, to count or to pay. */
function toNoRun({ messageId, turnId, now }: Written) {
  return {
    runId: messageId,
    turnId,
    outcome: "complete",
    finishReason: null,
    usage: null,
    timing: { startedAt: now, firstTokenMs: null, durationMs: null, outputTokensPerSecond: null },
    cost: { usd: null, status: "unknown", note: null },
    error: null,
    notices: [],
  } satisfies Partial<AnswerMetadata>;
}

/** Of an answer that somebody wrote: no model's name belongs on it. */
export function toWrittenMetadata(written: Written): AnswerMetadata {
  return {
    ...toNoRun(written),
    model: "",
    modelName: "Written by hand",
    providerName: "",
    simulated: false,
    byHand: "written",
  };
}

/** Of an answer that somebody reworded: it keeps the name of the model that wrote the first wording. */
export function toEditedMetadata(original: AnswerMetadata, written: Written): AnswerMetadata {
  const { model, modelName, providerName, simulated, answerFormat, byHand = "edited" } = original;
  return {
    ...toNoRun(written),
    model,
    modelName,
    providerName,
    simulated,
    ...(answerFormat === undefined ? {} : { answerFormat }),
    byHand,
  };
}
