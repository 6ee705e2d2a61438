import "server-only";
import type { ModelMessage } from "ai";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { FieldRefusal } from "@/lib/refusals/refusal";
import type { FallbackCause } from "@/lib/routes/route-schema";
import type { RouteTrail } from "@/lib/routes/route-trail";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import type { RunError } from "@/lib/runs/run-error";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import type { ResponseFormat } from "@/lib/tools/response-format";

/** What a plan depends on its model for. */
export type PlannedModel = {
  /** As the turn named it, or as its route did. */
  ref: string;
  /** As far as they are known, whether or not the model can be called. */
  modelName: string;
  providerName: string;
  /** null when the ref could not be resolved: the plan's `refusal` says why. */
  model: ResolvedModel | null;
  /** The lane's, without what the model is known to refuse. */
  settings: LaneSettings;
  /** Files in them are references yet, see `fill-files.ts`. */
  messages: ModelMessage[];
  /** What the model does not get of the chat, in sentences. */
  notices: string[];
};

/** How a plan came to its model, and which others there are. */
export type PlannedRoute = RouteTrail & {
  fallbacks: (PlannedModel & { model: ResolvedModel })[];
  fallbackOn: FallbackCause[];
  /** How long a first token may take while there are others; null for as long as usual. */
  beginMs: number | null;
};

/** A run before it starts: who asks which model what. */
export type RunPlan = PlannedModel & {
  runId: string;
  owner: string;
  turnId: string;
  laneId: string;
  answerId: string;
  /** null when the turn named the model itself. */
  route: PlannedRoute | null;
  refusal: RunError | null;
  /** What models have refused of this owner. */
  fieldRefusals: readonly FieldRefusal[];
};

export type CallablePlan = RunPlan & { model: ResolvedModel };

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
    ...(plan.route === null ? {} : { route: toTrail(plan.route) }),
    ...(settings.stream === false ? { generated: true } : {}),
    ...(settings.responseFormat === undefined
      ? {}
      : { answerFormat: toNamedFormat(settings.responseFormat) }),
  };
}

const toTrail = ({ route, rule, stops }: PlannedRoute): RouteTrail => ({ route, rule, stops });

/** The schema itself is in the request that was sent: the answer need not carry it. */
function toNamedFormat(format: ResponseFormat): NonNullable<AnswerMetadata["answerFormat"]> {
  return format.type === "json_schema" ? { type: format.type, name: format.name } : format;
}
