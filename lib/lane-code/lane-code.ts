import type { LaneSettings } from "@/lib/chats/lane-settings";

/** One lane that a pasted text describes. */
export type LaneCandidate = {
  /** What tells it from the others of the text; null when it has no name. */
  name: string | null;
  /** Model ref; null when the text does not tell the provider. */
  model: string | null;
  settings: LaneSettings;
  /** What is left out, and what the original would do otherwise. */
  warnings: string[];
};

/** What a pasted text turned out to be. */
export type ReadLaneCode = {
  /** `Haystack, YAML`. */
  form: string;
  /** At least one. */
  candidates: LaneCandidate[];
};
