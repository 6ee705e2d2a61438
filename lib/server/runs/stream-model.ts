import "server-only";
import {
  simulateStreamingMiddleware,
  experimental_streamTextLowMemory as streamText,
  toUIMessageChunk,
  wrapLanguageModel,
} from "ai";
import type { WireExchange } from "@/lib/server/wire/exchange";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import type { LiveRun } from "./live-run";
import type { RunPlan } from "./run-plan";

/** What a model's stream left behind beside its chunks. */
export type StreamRecord = {
  /** One per HTTP request, in order. */
  exchanges: WireExchange[];
  /** What the SDK reported or threw, for faults the wire did not see; null when nothing. */
  sdkError: unknown;
};

type CallablePlan = RunPlan & { model: NonNullable<RunPlan["model"]> };

/** Body fields the SDK has no setting for, under their names on the wire. */
function toBody({ settings }: RunPlan): Record<string, unknown> {
  const effort = settings.reasoningEffort;
  return { ...(effort === undefined ? {} : { reasoning_effort: effort }), ...settings.body };
}

/**
 * Calls the model once and appends what it streams to `run`. Never throws: how it went is in the record.
 * The low-memory variant keeps no second copy of the answer, and parts are converted one by one, because the SDK's
 * ready-made UI stream costs a chain of web streams per part.
 */
export async function streamModel(
  plan: CallablePlan,
  run: LiveRun,
  onWait: (words: string | null) => void,
): Promise<StreamRecord> {
  const record: StreamRecord = { exchanges: [], sdkError: null };
  const { settings } = plan;
  try {
    const model = plan.model.createLanguageModel({
      body: toBody(plan),
      headers: settings.headers ?? {},
      onExchange: (exchange) => record.exchanges.push(exchange),
      onWait,
    });
    const result = streamText({
      model: settings.stream === false ? asOneReply(model) : model,
      ...(settings.instructions === undefined ? {} : { instructions: settings.instructions }),
      messages: plan.messages,
      temperature: settings.temperature,
      topP: settings.topP,
      maxOutputTokens: settings.maxOutputTokens,
      stopSequences: settings.stopSequences,
      seed: settings.seed,
      presencePenalty: settings.presencePenalty,
      frequencyPenalty: settings.frequencyPenalty,
      // The wire retries where that is safe, and tells the user where it is not.
      maxRetries: 0,
      abortSignal: run.abort.signal,
      onError: ({ error }) => {
        record.sdkError ??= error;
      },
    });
    for await (const part of result.stream) {
      const chunk = toUIMessageChunk(part, { sendStart: false, sendFinish: false });
      if (chunk !== undefined && isContent(chunk)) run.append(chunk as AnswerChunk);
    }
  } catch (error) {
    record.sdkError ??= error;
  }
  return record;
}

/** The model asked for one JSON reply, which then passes the same way as a stream. */
function asOneReply(model: ReturnType<CallablePlan["model"]["createLanguageModel"]>) {
  return wrapLanguageModel({ model, middleware: simulateStreamingMiddleware() });
}

/** Errors and aborts are told in the final metadata, where they stay with the partial text. */
function isContent({ type }: { type: string }): boolean {
  return type !== "error" && type !== "abort";
}
