import "server-only";
import type { LanePatch } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { areSameSettings, mergeSettings } from "@/lib/chats/merge-settings";

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

/**
 * What a lane's settings become. They have no time of their own, so that a change says what it was made from; what others
 * have changed since is kept beside it.
 * @throws AppError `conflict`, with the settings as they are now, when both changed the same one
 */
export function joinSettings(
  { settings, settingsFrom }: LanePatch,
  current: LaneSettings,
): LaneSettings | undefined {
  if (settings === undefined || settingsFrom === undefined) return settings;
  const { mine, theirs } = mergeSettings({ base: settingsFrom, mine: settings, theirs: current });
  if (areSameSettings(mine, theirs)) return mine;
  throw new AppError(
    "conflict",
    "The settings of this lane were changed meanwhile, perhaps in another tab. Nothing was overwritten.",
    { details: { current } },
  );
}

/** When a record is changed: later than its last change, so that no two states of it have the same time. */
export const toNextUpdate = (updatedAt: number): number => Math.max(Date.now(), updatedAt + 1);
