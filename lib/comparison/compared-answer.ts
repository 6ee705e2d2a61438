import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

/** The ended answer that a lane shows last, and what it answers. */
export type ComparedAnswer = {
  /** The lane's number, from 1. */
  number: number;
  metadata: AnswerMetadata;
  text: string;
  settings: LaneSettings;
  question: string;
  /** Of the lane's history before the question. */
  earlierMessages: number;
};
