import type { LaneSettings } from "./lane-settings";

/** A lane made from somebody else's format, and what could not be taken along. */
export type ImportedLane = { model: string; settings: LaneSettings; warnings: string[] };
