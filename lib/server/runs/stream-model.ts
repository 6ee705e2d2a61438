import "server-only";
import {
  type ModelMessage,
  simulateStreamingMiddleware,
  experimental_streamTextLowMemory as streamText,
  toUIMessageChunk,
  wrapLanguageModel,
} from "ai";
import { listRefusalsOf } from "@/lib/refusals/refusal";
import { withoutContext } from "@/lib/routes/request-context";
import { offerTools } from "@/lib/server/tools/offer-tools";
import { unlessAborted } from "@/lib/server/unless-aborted";
import type { Alternative, WireExchange } from "@/lib/server/wire/exchange";
import { toBodyFormat } from "@/lib/tools/response-format";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import { RunTools } from "./create-run-tools";
import type { LiveRun } from "./live-run";
import { reserveForStep } from "./reserve-for-turn";
import type { CallablePlan, RunPlan } from "./run-plan";
import { RunRefusal } from "./run-refusal";
import { sumSpent } from "./sum-spent";
import { toToolOptions } from "./tool-options";
import { UnreadCalls } from "./unread-calls";

/** What a model's stream left behind beside its chunks. */
export type StreamRecord = {
  /** One per HTTP request, in order. */
  exchanges: WireExchange[];
  /** What the reader should know of the tools. */
  notices: string[];
  /** What the SDK reported or threw, for faults the wire did not see; null when nothing. */
  sdkError: unknown;
};

type Streaming = {
  plan: CallablePlan;
  run: LiveRun;
  /** Another model that can be asked until this one's first token; null when none is left. */
  alternative: Alternative | null;
  onWait: (words: string | null) => void;
};

/** Body fields the SDK has no setting for, under their names on the wire. */
function toBody({ settings }: RunPlan): Record<string, unknown> {
  const { reasoningEffort: effort, responseFormat: format } = settings;
  return {
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
    ...(format === undefined ? {} : { response_format: toBodyFormat(format) }),
    ...settings.body,
  };
}

/**
 * Calls the model, and again with the results of the tools it called, and appends what it streams to `run`. Never throws: how it went is in the record.
 * The low-memory variant keeps no second copy of the answer, and parts are converted one by one, because the SDK's
 * ready-made UI stream costs a chain of web streams per part.
 */
export async function streamModel({ plan, run, alternative, onWait }: Streaming): Promise<StreamRecord> {
  const record: StreamRecord = { exchanges: [], notices: [], sdkError: null };
  const { settings } = plan;
  const append = alternative === null ? (chunk: AnswerChunk) => run.append(chunk) : appendFromContent(run);
  try {
    const { tools: wanted } = settings;
    // A server that does not answer must not hold up who has enough of waiting.
    const offer = wanted === undefined ? null : await unlessAborted(offerTools(wanted), run.abort.signal);
    record.notices.push(...(offer?.notices ?? []));
    const tools = offer === null || offer.tools.length === 0 ? null : new RunTools(offer.tools, run);
    const beforeStep = async ({ stepNumber, messages }: { stepNumber: number; messages: ModelMessage[] }) => {
      const spentUsd = sumSpent({ ...run, ...record, model: plan.model });
      const step = { plan, run, messages, tools: offer?.tools ?? [], spentUsd, isFirst: stepNumber === 0 };
      const refusal = await reserveForStep(step);
      if (refusal !== null) throw new RunRefusal(refusal);
    };
    const unread = new UnreadCalls();
    const onUnread = (toolCallId: string) => {
      const exchange = record.exchanges.at(-1);
      if (exchange !== undefined) unread.note(toolCallId, exchange);
    };
    const toolUse = { settings, beforeStep, onUnread, isOver: () => unread.hasCutOff };
    const model = plan.model.createLanguageModel({
      body: toBody(plan),
      headers: withoutContext(settings.headers),
      refusals: listRefusalsOf(plan.fieldRefusals, plan.model.ref),
      // After the first request of an answer there is no way back.
      findAlternative: () => (record.exchanges.length === 0 ? alternative : null),
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
      ...(tools === null ? {} : toToolOptions(tools, toolUse)),
      // The wire retries where that is safe, and tells the user where it is not.
      maxRetries: 0,
      abortSignal: run.abort.signal,
      onError: ({ error }) => {
        record.sdkError ??= error;
      },
    });
    for await (const part of result.stream) {
      if (part.type === "tool-result" && tools?.isDenied(part.toolCallId)) {
        append({ type: "tool-output-denied", toolCallId: part.toolCallId });
        continue;
      }
      const chunk = toUIMessageChunk(part, { sendStart: false, sendFinish: false, onError: toWords });
      if (chunk !== undefined && isContent(chunk)) append(unread.reword(chunk as AnswerChunk));
      if (part.type === "tool-call") tools?.noteTold(part.toolCallId);
    }
  } catch (error) {
    record.sdkError ??= error;
  }
  return record;
}

/** An answer begins with its first content: what failed before it leaves nothing behind. */
function appendFromContent(run: LiveRun): (chunk: AnswerChunk) => void {
  let held: AnswerChunk[] | null = [];
  return (chunk) => {
    if (held !== null && (chunk.type === "start-step" || chunk.type === "finish-step")) {
      held.push(chunk);
      return;
    }
    for (const earlier of held ?? []) run.append(earlier);
    held = null;
    run.append(chunk);
  };
}

/** What went wrong in a tool, in its own words: the model reads them, and so does the user. */
function toWords(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 5_000);
}

/** The model asked for one JSON reply, which then passes the same way as a stream. */
function asOneReply(model: ReturnType<CallablePlan["model"]["createLanguageModel"]>) {
  return wrapLanguageModel({ model, middleware: simulateStreamingMiddleware() });
}

/** Errors and aborts are told in the final metadata, where they stay with the partial text. */
function isContent({ type }: { type: string }): boolean {
  return type !== "error" && type !== "abort";
}
