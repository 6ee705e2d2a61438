import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

/** What a message of a lane said in words. */
export type SaidMessage = { role: "user" | "assistant"; text: string };

/** The ended answer that a lane shows last, and what it answers. */
export type ComparedAnswer = {
  /** The lane's number, from 1. */
  number: number;
  metadata: AnswerMetadata;
  text: string;
  settings: LaneSettings;
  question: string;
  /** The lane's history before the question, without what was thought; of an older file nothing may be known of it. */
  history: SaidMessage[] | null;
  /** How long it is. */
  earlierMessages: number;
  /** Question and history had files or tool calls beside their texts. */
  hadMore: boolean;
};
