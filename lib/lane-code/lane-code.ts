import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { JsonObject } from "@/lib/json-value";

/** A file whose content stands in a pasted text. */
export type ImportedFile = {
  name: string;
  mediaType: string;
  /** Its content in base64. */
  data: string;
};

/** A tool call of an answer, and what came of it. */
export type ImportedCall = {
  id: string;
  name: string;
  input: JsonObject;
  /** null when the text has none. */
  output: string | null;
};

/** A message of a pasted request. An answer has a step for each request that it took. */
export type ImportedMessage =
  | { role: "user"; text: string; files: ImportedFile[] }
  | { role: "assistant"; steps: { text: string; calls: ImportedCall[] }[] };

/** One lane that a pasted text describes. */
export type LaneCandidate = {
  /** What tells it from the others of the text; null when it has no name. */
  name: string | null;
  /** Model ref; null when the text does not tell the provider. */
  model: string | null;
  settings: LaneSettings;
  /** What was said before. */
  history: ImportedMessage[];
  /** What is asked; null when the text does not ask. */
  draft: { text: string; files: ImportedFile[] } | null;
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
