import type { UIMessage } from "ai";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

/** A message as `useChat` holds it. User messages have no metadata. */
export type ChatMessage = UIMessage<AnswerMetadata>;

/** A message as stored: a node of its lane's tree. Siblings (edits, regenerated answers) share a parent. */
export type StoredMessage = {
  id: string;
  laneId: string;
  /** null for the first message of a lane. */
  parentId: string | null;
  role: "user" | "assistant";
  parts: ChatMessage["parts"];
  /** null for user messages. */
  metadata: AnswerMetadata | null;
  /** Epoch ms. */
  createdAt: number;
};

export type Lane = {
  id: string;
  /** 0 is leftmost. */
  position: number;
  /** Model ref. */
  model: string;
  settings: LaneSettings;
  /** The message the lane shows last: the shown path is its ancestors. null while the lane is empty. */
  leafId: string | null;
};

/** A run that has not ended. Its answer is in `messages`, with whatever had arrived when it was read. */
export type LiveRun = { runId: string; turnId: string; laneId: string; answerId: string };

/** Everything one chat's screen needs: `GET /api/chats/:chatId`. */
export type ChatDocument = {
  id: string;
  title: string;
  createdAt: number;
  updatedAt: number;
  /** What lanes that are added begin with; absent: the settings of their neighbour. */
  laneDefaults?: LaneSettings;
  lanes: Lane[];
  messages: StoredMessage[];
  liveRuns: LiveRun[];
};

/** One row of the list of chats: `GET /api/chats`. */
export type ChatSummary = {
  id: string;
  title: string;
  updatedAt: number;
  pinned: boolean;
  /** A run of this chat is going on. */
  live: boolean;
};
