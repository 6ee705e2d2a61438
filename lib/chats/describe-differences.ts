import type { LaneSettings } from "./lane-settings";
import { listDifferences } from "./link-settings";
import { settingLabels } from "./setting-labels";

const toWords = (value: unknown): string =>
  value === undefined ? "not set" : typeof value === "string" ? value : JSON.stringify(value, null, 2);

/** The settings in which two differ, each with both values in words. */
export function describeDifferences(
  mine: LaneSettings,
  theirs: LaneSettings,
): { label: string; mine: string; theirs: string }[] {
  return [...listDifferences([mine, theirs])].map((key) => ({
    label: settingLabels[key],
    mine: toWords(mine[key]),
    theirs: toWords(theirs[key]),
  }));
}
