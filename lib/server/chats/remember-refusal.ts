import "server-only";
import { AppError } from "@/lib/app-error";
import { isTemporaryId } from "@/lib/id";
import type { FieldRefusal } from "@/lib/refusals/refusal";
import { getDbOf } from "@/lib/server/db/get-db";
import { saveRefusal } from "@/lib/server/runs/refusal-store";
import { getRun } from "@/lib/server/runs/run-store";
import { getAnswerMetadata } from "./message-store";

/**
 * Remembers for a run's model the field for which its provider refused the request. Of a temporary chat, only that: the
 * provider's words may quote it.
 * @throws AppError `not_found`, and `conflict` when the run was not refused for a field
 */
export async function rememberRefusal(options: { owner: string; runId: string }): Promise<FieldRefusal> {
  const { owner, runId } = options;
  const db = await getDbOf(runId);
  const run = await getRun(db, options);
  if (run === undefined) throw new AppError("not_found", "There is no such run.");
  const metadata = await getAnswerMetadata(run.answerId, db);
  const refused = metadata?.error?.refusedField;
  if (metadata == null || refused === undefined)
    throw new AppError("conflict", "This answer was not refused for one of its fields.");
  const words = isTemporaryId(runId) ? null : (metadata.error?.providerMessage ?? null);
  return saveRefusal(owner, { model: metadata.model, field: refused.field, sentAs: refused.sentAs, words });
}
