import "server-only";
import type { JsonRecord } from "./read-json";

/** A tool call as it begins: its name is known, its arguments follow. */
export type ToolCallStart = {
  /** Its place among the calls of this answer. */
  index: number;
  id: string;
  name: string;
  /** What some providers want back with the result (Gemini's thought signatures). */
  extraContent: unknown;
  /** `custom`: its input is a text of any form (OpenAI's custom tools), not arguments in JSON. */
  type: "function" | "custom";
  /** Whatever else the provider said of the call when it began. */
  beside: JsonRecord;
};

/** Takes a normalised answer, piece by piece in the order it arrived. `choice` is 0 unless several were asked for. */
export type AnswerSink = {
  text: (choice: number, text: string) => void;
  reasoning: (choice: number, text: string) => void;
  refusal: (choice: number, text: string) => void;
  toolCall: (choice: number, call: ToolCallStart) => void;
  toolArguments: (choice: number, index: number, text: string) => void;
};

/** What a provider says of an answer as a whole. */
export type AnswerHead = {
  id: string | null;
  model: string | null;
  /** Epoch seconds. */
  created: number | null;
  systemFingerprint: string | null;
};

export function createAnswerHead(): AnswerHead {
  return { id: null, model: null, created: null, systemFingerprint: null };
}
