import "server-only";
import { AppError } from "@/lib/app-error";

/** The kinds of records that two tabs may change at once. */
type Edited = "preset" | "prompt" | "token";

/** What is in the bin is not changed there: whoever changes it does not know that it is gone. */
export function deletedMeanwhile(what: Edited): AppError {
  return new AppError(
    "conflict",
    `This ${what} was deleted meanwhile, perhaps in another tab. Nothing was changed: save it as a new one.`,
    { details: { current: null } },
  );
}

/**
 * A record is changed by whoever knows how it stands, see `basedOnSchema`.
 * @throws AppError `conflict`, with how it stands now
 */
export function requireUnchanged<Saved extends { updatedAt: number }>(
  what: Edited,
  { basedOn, current }: { basedOn: number | undefined; current: Saved },
): void {
  if (basedOn === undefined || basedOn === current.updatedAt) return;
  throw new AppError(
    "conflict",
    `This ${what} was changed meanwhile, perhaps in another tab. Nothing was overwritten.`,
    { details: { current } },
  );
}

/** When a record is changed: later than its last change, so that no two states of it have the same time. */
export const toNextUpdate = (updatedAt: number): number => Math.max(Date.now(), updatedAt + 1);
