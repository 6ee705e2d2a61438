import "server-only";
import type { ModelMessage } from "ai";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { FieldRefusal } from "@/lib/refusals/refusal";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import type { RunError } from "@/lib/runs/run-error";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import type { ResponseFormat } from "@/lib/tools/response-format";

/** A run before it starts: who asks which model what. */
export type RunPlan = {
  runId: string;
  owner: string;
  turnId: string;
  laneId: string;
  answerId: string;
  /** As the turn named it. */
  ref: string;
  /** As far as they are known, whether or not the model can be called. */
  modelName: string;
  providerName: string;
  /** null when the ref could not be resolved: `refusal` says why. */
  model: ResolvedModel | null;
  refusal: RunError | null;
  settings: LaneSettings;
  /** What models have refused of this owner: of any model, as it may be chosen later. */
  fieldRefusals: readonly FieldRefusal[];
  /** Files in them are references yet, see `fill-files.ts`. */
  messages: ModelMessage[];
  /** What the model does not get of the chat, in sentences. */
  notices: string[];
};

/** What is known of an answer when its run starts. */
export function toFirstMetadata(plan: RunPlan, startedAt: number): AnswerMetadata {
  const { model, settings } = plan;
  return {
    runId: plan.runId,
    turnId: plan.turnId,
    model: plan.ref,
    modelName: plan.modelName,
    providerName: plan.providerName,
    simulated: model?.kind === "demo",
    outcome: "running",
    finishReason: null,
    usage: null,
    timing: { startedAt, firstTokenMs: null, durationMs: null, outputTokensPerSecond: null },
    cost: { usd: null, status: "unknown", note: null },
    error: null,
    notices: [],
    ...(settings.stream === false ? { generated: true } : {}),
    ...(settings.responseFormat === undefined
      ? {}
      : { answerFormat: toNamedFormat(settings.responseFormat) }),
  };
}

/** The schema itself is in the request that was sent: the answer need not carry it. */
function toNamedFormat(format: ResponseFormat): NonNullable<AnswerMetadata["answerFormat"]> {
  return format.type === "json_schema" ? { type: format.type, name: format.name } : format;
}
