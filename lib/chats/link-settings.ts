import type { LaneSettings } from "./lane-settings";

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

type SettingKey = keyof LaneSettings;

const keysOf = (...all: LaneSettings[]): Set<SettingKey> =>
  new Set(all.flatMap((settings) => Object.keys(settings) as SettingKey[]));

/**
 * What another lane's settings become when one lane's change from `before` to `after`: it follows in what it had in
 * common with that lane. The same object when nothing changes for it.
 */
export function followSettings(
  other: LaneSettings,
  { before, after }: { before: LaneSettings; after: LaneSettings },
): LaneSettings {
  const changed = [...keysOf(before, after)].filter(
    (key) => !isSame(before[key], after[key]) && isSame(other[key], before[key]),
  );
  if (changed.length === 0) return other;
  const followed: Record<string, unknown> = { ...other };
  for (const key of changed) {
    if (after[key] === undefined) delete followed[key];
    else followed[key] = after[key];
  }
  // Each value comes from `after` under its own key.
  return followed as LaneSettings;
}

/** The settings in which lanes differ. */
export function listDifferences(all: readonly LaneSettings[]): Set<SettingKey> {
  const [first = {}] = all;
  return new Set(
    [...keysOf(...all)].filter((key) => all.some((settings) => !isSame(settings[key], first[key]))),
  );
}
