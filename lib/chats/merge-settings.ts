import type { LaneSettings } from "./lane-settings";
import { followSettings, listDifferences } from "./link-settings";

type States = {
  /** What both were made from. */
  base: LaneSettings;
  mine: LaneSettings;
  theirs: LaneSettings;
};

/** Settings that were changed in two places: what becomes of them. */
export type MergedSettings = {
  /** Both changes, and where they touch the same setting, mine. */
  mine: LaneSettings;
  /** The same, with theirs there; equal to `mine` when they touch nothing in common. */
  theirs: LaneSettings;
};

/** Joins two changes of the same settings. */
export function mergeSettings({ base, mine, theirs }: States): MergedSettings {
  const change = { before: base, after: mine };
  // What they have not changed follows mine.
  const joined = followSettings(theirs, change);
  const changedByMe = listDifferences([base, mine]);
  const own: Record<string, unknown> = { ...joined };
  for (const key of listDifferences([joined, mine])) {
    if (!changedByMe.has(key)) continue;
    if (mine[key] === undefined) delete own[key];
    else own[key] = mine[key];
  }
  // Each value comes from `mine` under its own key.
  return { mine: own as LaneSettings, theirs: joined };
}

/** True for settings that say the same, in whatever order they were set. */
export const areSameSettings = (a: LaneSettings, b: LaneSettings): boolean =>
  listDifferences([a, b]).size === 0;
