import "server-only";
import type { RunUsage } from "@/lib/runs/answer-metadata";
import type { AnswerHead, AnswerSink } from "./answer-sink";
import type { Choice } from "./choice";
import type { ErrorObject } from "./fault-response";

/** How an answer ended that no fault cut short. */
export type AnswerEnd = {
  choices: ReadonlyMap<number, Choice>;
  usage: RunUsage | null;
  billedUsd: number | null;
  answerCharacters: number;
};

/** Makes of the pieces of an answer what its reader takes: text of an event stream, or parts. */
export type AnswerEncoder<Taken> = AnswerSink & {
  /** The finish of each choice, and the usage when known. */
  finish: (end: AnswerEnd) => void;
  /** An error in the place of the finish. */
  error: (error: ErrorObject) => void;
  /** What was made since the last call; null when nothing. */
  take: () => Taken | null;
};

export type AnswerEncoderOptions = {
  head: AnswerHead;
  /** Neighbouring deltas of one kind that are taken together leave as one. */
  merge: boolean;
};
