import "server-only";
import { AppError } from "@/lib/app-error";
import { toProviderFileLimits } from "@/lib/attachments/attachment-limits";
import { type FileTaker, withholdFiles } from "@/lib/attachments/withhold-files";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { toModelMessages, withoutToolCalls } from "@/lib/chats/to-model-messages";
import { createIdBeside } from "@/lib/id";
import { leaveOutOfSettings } from "@/lib/refusals/leave-out";
import { type FieldRefusal, listRefusalsOf } from "@/lib/refusals/refusal";
import type { RunError } from "@/lib/runs/run-error";
import { findModel } from "@/lib/server/providers/get-catalogue";
import { nameModel } from "@/lib/server/providers/name-model";
import { type ResolvedModel, resolveModel } from "@/lib/server/providers/resolve-model";
import type { RunPlan } from "@/lib/server/runs/run-plan";
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
  /** What models have refused of this owner. */
  fieldRefusals: readonly FieldRefusal[];
};

/**
 * Plans one lane of a turn over the messages the lane has.
 * @throws AppError `not_found` when the turn does not fit the lane's tree
 */
export function planRun({ owner, turnId, lane, messages, question, fieldRefusals }: LaneToPlan): PlannedRun {
  const path = requirePath(lane, messages);
  const resolved = tryResolve(lane.model);
  const refused = resolved instanceof AppError ? resolved : null;
  const asked: Spoken[] = lane.message === undefined ? [] : [{ role: "user", parts: question }];
  const { settings, notices } = leaveOutOfSettings(lane.settings, listRefusalsOf(fieldRefusals, lane.model));
  const spoken: Spoken[] = settings.tools === undefined ? path.map(withoutToolCalls) : path;
  const given = withholdFiles([...spoken, ...asked], toFileTaker(lane.model));
  const plan: RunPlan = {
    runId: createIdBeside(turnId),
    owner,
    turnId,
    laneId: lane.laneId,
    answerId: lane.answerId,
    ref: lane.model,
    ...nameModel(lane.model),
    model: resolved instanceof AppError ? null : resolved,
    refusal: refused === null ? null : toRefusal(refused),
    settings,
    fieldRefusals,
    messages: toModelMessages(given.messages),
    notices: [
      ...notices,
      ...given.leftOut.map(({ what, reason }) => `${what} was not sent: ${reason}. It stays in the chat.`),
    ],
  };
  return { lane, plan, refused };
}

type Spoken = Pick<StoredMessage, "role" | "parts">;

/** What a model takes of files, as far as that is known. */
function toFileTaker(ref: string): FileTaker {
  const { modelName } = nameModel(ref);
  const limits = toProviderFileLimits(ref.slice(0, Math.max(0, ref.indexOf("/"))));
  return { modelName, abilities: findModel(ref), limits };
}

function tryResolve(ref: string): ResolvedModel | AppError {
  try {
    return resolveModel(ref);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

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
