import "server-only";
import { AppError } from "@/lib/app-error";
import { toProviderFileLimits } from "@/lib/attachments/attachment-limits";
import { readFilePart } from "@/lib/attachments/to-file-part";
import { type FileTaker, withholdFiles } from "@/lib/attachments/withhold-files";
import type { StoredMessage } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { toModelMessages, withoutToolCalls } from "@/lib/chats/to-model-messages";
import { measurePrompt } from "@/lib/gateway/estimate-request";
import { createIdBeside } from "@/lib/id";
import { estimateTokens } from "@/lib/money/estimate-tokens";
import { leaveOutOfSettings } from "@/lib/refusals/leave-out";
import { type FieldRefusal, listRefusalsOf } from "@/lib/refusals/refusal";
import { findContext, readRequestContext } from "@/lib/routes/request-context";
import { isRouteRef } from "@/lib/routes/route-ref";
import type { RunError } from "@/lib/runs/run-error";
import { findModel } from "@/lib/server/providers/get-catalogue";
import { nameModel } from "@/lib/server/providers/name-model";
import { type ResolvedModel, resolveModel } from "@/lib/server/providers/resolve-model";
import { type ResolvedRoute, resolveRoute } from "@/lib/server/providers/resolve-route";
import type { PlannedModel, PlannedRoute, RunPlan } from "@/lib/server/runs/run-plan";
import type { TurnLane } from "@/lib/turns/turn-request";
import { requirePath } from "./require-path";

/** A lane's plan and, when its model cannot be called, the error a door answers with. */
export type PlannedRun = { lane: TurnLane; plan: RunPlan; refused: AppError | null };

type Parts = StoredMessage["parts"];

type LaneToPlan = {
  owner: string;
  turnId: string;
  lane: TurnLane;
  /** Of the chat. */
  messages: StoredMessage[];
  /** Of the message that the turn brings. */
  question: Parts;
  fieldRefusals: readonly FieldRefusal[];
};

/**
 * Plans one lane of a turn over the messages the lane has.
 * @throws AppError `not_found` when the turn does not fit the lane's tree
 */
export function planRun({ owner, turnId, lane, messages, question, fieldRefusals }: LaneToPlan): PlannedRun {
  const path = requirePath(lane, messages);
  const asked: Spoken[] = lane.message === undefined ? [] : [{ role: "user", parts: question }];
  const given: Given = { path, asked, settings: lane.settings, fieldRefusals };
  const resolved = tryResolve(lane, toSpoken(given));
  const refused = resolved instanceof AppError ? resolved : null;
  const [first, ...fallbacks] = resolved instanceof AppError ? [] : resolved.candidates;
  const plan: RunPlan = {
    runId: createIdBeside(turnId),
    owner,
    turnId,
    laneId: lane.laneId,
    answerId: lane.answerId,
    ...planModel(first?.ref ?? lane.model, first ?? null, given),
    route: resolved instanceof AppError ? null : planRoute(resolved, fallbacks, given),
    refusal: refused === null ? null : toRefusal(refused),
    fieldRefusals,
  };
  return { lane, plan, refused };
}

/** What a lane says to any model. */
type Given = Pick<LaneToPlan, "fieldRefusals"> & {
  path: StoredMessage[];
  asked: Spoken[];
  settings: LaneSettings;
};

/** Without tools, the calls of earlier ones are not told. */
function toSpoken({ path, asked, settings }: Given): Spoken[] {
  return [...(settings.tools === undefined ? path.map(withoutToolCalls) : path), ...asked];
}

/** What one model gets of what was said. */
function planModel<Model extends ResolvedModel | null>(
  ref: string,
  model: Model,
  given: Given,
): PlannedModel & { model: Model } {
  const { settings, notices } = leaveOutOfSettings(given.settings, listRefusalsOf(given.fieldRefusals, ref));
  const { messages, leftOut } = withholdFiles(toSpoken({ ...given, settings }), toFileTaker(ref));
  return {
    ref,
    ...nameModel(ref),
    model,
    settings,
    messages: toModelMessages(messages),
    notices: [
      ...notices,
      ...leftOut.map(({ what, reason }) => `${what} was not sent: ${reason}. It stays in the chat.`),
    ],
  };
}

type Resolved = Pick<ResolvedRoute, "candidates"> & { by: Omit<ResolvedRoute, "candidates"> | null };

function planRoute({ by }: Resolved, fallbacks: ResolvedModel[], given: Given): PlannedRoute | null {
  if (by === null) return null;
  const { route, rule, stops } = by;
  return {
    route: route.ref,
    rule,
    stops,
    fallbacks: fallbacks.map((model) => planModel(model.ref, model, given)),
    fallbackOn: route.route.fallbackOn,
    beginMs: route.route.firstTokenTimeoutMs ?? null,
  };
}

type Spoken = Pick<StoredMessage, "role" | "parts">;

/** What a model takes of files, as far as that is known. */
function toFileTaker(ref: string): FileTaker {
  const { modelName } = nameModel(ref);
  const limits = toProviderFileLimits(ref.slice(0, Math.max(0, ref.indexOf("/"))));
  return { modelName, abilities: findModel(ref), limits };
}

function tryResolve({ model: ref, settings }: TurnLane, spoken: Spoken[]): Resolved | AppError {
  try {
    if (!isRouteRef(ref)) return { candidates: [resolveModel(ref)], by: null };
    const { candidates, ...by } = resolveRoute({ ref, facts: toRequestFacts(settings, spoken) });
    return { candidates, by };
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** What a route may depend on: the same that it reads of another program's request. */
function toRequestFacts(
  { headers = {}, body = {}, tools = [], instructions = "" }: LaneSettings,
  spoken: Spoken[],
) {
  const files = spoken.flatMap(({ role, parts }) => (role === "user" ? parts.map(readFileKind) : []));
  const { characters, fileTokens } = measurePrompt({ model: "", messages: toModelMessages(spoken) });
  return {
    context: readRequestContext({ header: findContext(headers), metadata: body.metadata }),
    hasImages: files.includes("image"),
    needsTools: tools.length > 0,
    inputTokens: estimateTokens(characters + instructions.length) + fileTokens,
  };
}

const readFileKind = (part: Parts[number]) => (part.type === "file" ? readFilePart(part)?.kind : undefined);

/** A refusal as the answer's error card shows it. */
function toRefusal({ code, message }: AppError): RunError {
  const isMissingKey = code === "missing_key";
  return {
    code: isMissingKey ? "missing_key" : "unknown_provider",
    title: isMissingKey ? "This provider needs an API key." : "This model cannot be called.",
    advice: message,
    status: null,
    providerMessage: null,
    requestId: null,
    retryAt: null,
  };
}
