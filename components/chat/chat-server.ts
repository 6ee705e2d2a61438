import type { ChatTransport } from "ai";
import { forkChat, getChat, keepChat, patchLane } from "@/lib/api/chats";
import type { ForkResult, KeepResult, LanePatch } from "@/lib/api/endpoints";
import { stopRun } from "@/lib/api/runs";
import type { ChatDocument, ChatMessage } from "@/lib/chats/chat-document";
import { createTurnTransport } from "@/lib/turns/turn-transport";

/** What a chat's screen asks of the server. All of it throws AppError when refused, anything else when unreachable. */
export type ChatServer = {
  getChat: (chatId: string) => Promise<ChatDocument>;
  patchLane: (chatId: string, laneId: string, patch: LanePatch) => Promise<unknown>;
  stopRun: (runId: string) => Promise<unknown>;
  forkChat: (chatId: string, messageId: string) => Promise<ForkResult>;
  keepChat: (chatId: string) => Promise<KeepResult>;
  /** Carries the turns of one chat: its lanes share it. */
  createTransport: (chatId: string) => ChatTransport<ChatMessage>;
};

export const chatServer: ChatServer = {
  getChat,
  patchLane,
  stopRun,
  forkChat,
  keepChat,
  createTransport: (chatId) => createTurnTransport({ chatId }),
};
