import "server-only";
import { createHash } from "node:crypto";
import type { ModelMessage } from "ai";
import { sumRunCosts, toRunCost } from "@/lib/money/to-run-cost";
import type { AnswerMetadata, RunCost } from "@/lib/runs/answer-metadata";
import { judgeOutcome } from "@/lib/runs/judge-outcome";
import { measureTiming, type RequestSpan } from "@/lib/runs/measure-timing";
import type { RunError } from "@/lib/runs/run-error";
import { fillFiles } from "@/lib/server/attachments/fill-files";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getDbOf } from "@/lib/server/db/get-db";
import { getLog } from "@/lib/server/log";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { isKnownFinishReason } from "@/lib/server/wire/finish-reasons";
import { toRunError } from "@/lib/server/wire/to-run-error";
import { defaultMaxSteps } from "@/lib/tools/lane-tool";
import { askInTurn } from "./ask-in-turn";
import { checkStructured } from "./check-structured";
import type { LiveRun } from "./live-run";
import { reserveForTurn } from "./reserve-for-turn";
import { type CallablePlan, type RunPlan, toFirstMetadata } from "./run-plan";
import { RunRefusal } from "./run-refusal";
import type { StreamRecord } from "./stream-model";
import { sumSpent } from "./sum-spent";
import { sumUsage } from "./sum-usage";
import { toRestartedError } from "./to-restarted-error";

/** Runs a plan from its first chunk to the metadata it ends with. Never throws. */
export async function executeRun(plan: RunPlan, run: LiveRun): Promise<AnswerMetadata> {
  const startedAtEpochMs = Date.now();
  const startedAt = performance.now();
  const first = toFirstMetadata(plan, startedAtEpochMs);
  run.append({ type: "start", messageId: plan.answerId, messageMetadata: first });

  const { model } = plan;
  if (model === null) {
    return { ...first, outcome: "failed", error: plan.refusal };
  }
  const filled = await tryFill(plan);
  if ("refusal" in filled) return { ...first, outcome: "failed", error: filled.refusal };
  const reserved = await reserveForTurn({ ...plan, model, messages: filled.messages }, run);
  if ("refusal" in reserved) return { ...first, outcome: "failed", error: reserved.refusal };
  const asked = { plan: reserved.plan, run, startedAt: startedAtEpochMs };
  const { plan: answered, record } = await askInTurn(asked, async (messages) => {
    const again = await tryFill({ ...plan, messages });
    return "refusal" in again ? null : again.messages;
  });
  const usage = sumUsage(record.exchanges);
  const cost = toCost(record.exchanges, answered.model);
  run.spentUsd = sumSpent({ ...run, ...record, model: answered.model });
  const error = run.stopped ? null : run.interrupted ? toRestartedError(run.id) : findError(answered, record);
  const finishReason = record.exchanges.at(-1)?.finishReason ?? null;
  const answering = record.exchanges.find((exchange) => exchange.firstTokenAt !== null);
  const firstTokenAt = answering?.firstTokenAt ?? null;
  const outcome = judgeOutcome({
    stopped: run.stopped,
    errorCode: error?.code ?? null,
    hasKnownFinish: isKnownFinishReason(finishReason),
  });
  const { responseFormat: format } = answered.settings;
  return {
    ...toFirstMetadata(answered, startedAtEpochMs),
    outcome,
    ...(format === undefined
      ? {}
      : { structured: checkStructured(run.compact, { format, finishReason, outcome }) }),
    finishReason,
    usage,
    error,
    cost,
    timing: measureTiming({
      startedAtEpochMs,
      startedAt,
      sentAt: record.exchanges[0]?.startedAt ?? startedAt,
      firstTokenAt,
      requests: record.exchanges.map(toSpan),
      endedAt: record.exchanges.at(-1)?.endedAt ?? performance.now(),
      waitedMs: record.exchanges[0]?.waitedMs ?? 0,
      outputTokens: usage?.outputTokens ?? null,
      reasoningTokens: usage?.reasoningTokens ?? null,
      answer: (answering ?? record.exchanges.at(-1))?.clock.read() ?? null,
    }),
    notices: withoutRepeats([
      ...answered.notices,
      ...record.notices,
      ...record.exchanges.flatMap((exchange) => exchange.notices),
      ...(isCutByStepLimit(answered, record) ? [stepLimitNotice(answered)] : []),
    ]),
    ...toRateLimits(record.exchanges),
    ...toRequestDigest(record.exchanges),
  };
}

/** Each of several requests may say the same. */
const withoutRepeats = (notices: string[]) => [...new Set(notices)];

/** The plan's messages with the files they refer to. */
async function tryFill({
  runId,
  owner,
  messages,
}: Pick<RunPlan, "runId" | "owner" | "messages">): Promise<
  { messages: ModelMessage[] } | { refusal: RunError }
> {
  try {
    return { messages: await fillFiles(messages, { db: await getDbOf(runId), owner }) };
  } catch (error) {
    getLog().warn({ err: error, runId }, "the files of a message could not be read");
    return {
      refusal: {
        code: "internal",
        title: "The files of this chat could not be read.",
        advice: `${explainDbFailure(error) ?? "The server's log has the reason under the request id below"}. Nothing was sent: try it again.`,
        status: null,
        providerMessage: null,
        requestId: runId,
        retryAt: null,
      },
    };
  }
}

function isCutByStepLimit({ settings }: RunPlan, { exchanges }: StreamRecord): boolean {
  if (settings.tools === undefined || exchanges.at(-1)?.finishReason !== "tool_calls") return false;
  return exchanges.length >= (settings.maxSteps ?? defaultMaxSteps);
}

function stepLimitNotice({ settings }: RunPlan): string {
  const steps = settings.maxSteps ?? defaultMaxSteps;
  return `The model still wanted to call tools after ${steps === 1 ? "one request" : `${steps} requests`}: the step limit in the settings ended the answer.`;
}

function toCost(exchanges: WireExchange[], { catalogueModel: model, kind }: ResolvedModel): RunCost {
  if (exchanges.length === 0) return toRunCost({ usage: null, billedUsd: null, model, kind });
  return sumRunCosts(exchanges.map(({ usage, billedUsd }) => toRunCost({ usage, billedUsd, model, kind })));
}

/** When a request was under way and when its content came. */
function toSpan({ startedAt, firstTokenAt, endedAt }: WireExchange): RequestSpan {
  const end = endedAt ?? performance.now();
  return { startedAt, firstTokenAt, endedAt: end };
}

/** The wire's first fault in a user's words; else what the SDK could not do, which is ours to log. */
function findError(plan: CallablePlan, record: StreamRecord): RunError | null {
  const fault = record.exchanges.find((exchange) => exchange.fault !== null)?.fault ?? null;
  if (fault !== null) {
    return toRunError({ fault, provider: plan.model.wireProvider, model: plan.model.modelId });
  }
  if (record.sdkError === null) return null;
  if (record.sdkError instanceof RunRefusal) return record.sdkError.error;
  getLog().error({ err: record.sdkError, runId: plan.runId }, "a run failed inside");
  return {
    code: "internal",
    title: "Switchyard could not read this answer.",
    advice: "This is a fault of Switchyard. The server's log has it under the request id below.",
    status: null,
    providerMessage: record.sdkError instanceof Error ? record.sdkError.message.slice(0, 500) : null,
    requestId: plan.runId,
    retryAt: null,
  };
}

function toRequestDigest([first]: WireExchange[]): Pick<AnswerMetadata, "requestDigest"> {
  if (first === undefined) return {};
  return { requestDigest: createHash("sha256").update(first.requestBody).digest("base64url") };
}

const maxRateLimitHeaders = 12;

/** What the provider last said it still grants. */
function toRateLimits(exchanges: WireExchange[]): Pick<AnswerMetadata, "rateLimits"> {
  const rateLimits = Object.entries(exchanges.at(-1)?.responseHeaders ?? {})
    .filter(([name]) => /^(?:x-)?ratelimit-/i.test(name))
    .map(([name, value]) => ({ name: name.toLowerCase(), value: value.slice(0, 200) }));
  return rateLimits.length === 0 ? {} : { rateLimits: rateLimits.slice(0, maxRateLimitHeaders) };
}
