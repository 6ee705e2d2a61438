import { addRefusal } from "@/components/lane-settings/refusal-store";
import {
  addMessages,
  continueEveryone,
  copyLane,
  forkChat,
  getChat,
  keepChat,
  patchChat,
  patchLane,
  rewordMessage,
} from "@/lib/api/chats";
import type {
  ChatPatch,
  ContinueResult,
  ForkResult,
  KeepResult,
  LaneCopy,
  LanePatch,
  LanePatchResult,
  Rewording,
} from "@/lib/api/endpoints";
import { stopRun } from "@/lib/api/runs";
import type { ChatDocument, ChatMessage } from "@/lib/chats/chat-document";
import { followBeside, runBeside } from "@/lib/turns/answers-beside";
import type { AddedMessages, TurnLayout, TurnRequest } from "@/lib/turns/turn-request";
import { createTurnTransport, type TurnTransport } from "@/lib/turns/turn-transport";

/** What a chat's screen asks of the server. All of it throws AppError when refused, anything else when unreachable. */
export type ChatServer = {
  getChat: (chatId: string) => Promise<ChatDocument>;
  patchLane: (chatId: string, laneId: string, patch: LanePatch) => Promise<LanePatchResult>;
  stopRun: (runId: string) => Promise<unknown>;
  forkChat: (chatId: string, messageId: string) => Promise<ForkResult>;
  keepChat: (chatId: string) => Promise<KeepResult>;
  /** Carries the turns of one chat: its lanes share it. */
  createTransport: (chatId: string, getLayout: () => TurnLayout[] | undefined) => TurnTransport;
  /** Runs a turn of answers beside others, and hands each on as it grows. Resolves when all have ended. */
  runBeside: (request: TurnRequest, onAnswer: (answer: ChatMessage) => void) => Promise<void>;
  /** The same of a turn that goes on. */
  followBeside: (turnId: string, onAnswer: (answer: ChatMessage) => void) => Promise<void>;
  patchChat: (chatId: string, patch: ChatPatch) => Promise<unknown>;
  copyLane: (chatId: string, copy: LaneCopy) => Promise<unknown>;
  /** Remembers the field for which a run was refused. */
  rememberRefusal: (runId: string) => Promise<unknown>;
  continueEveryone: (chatId: string, from: { laneId: string; messageId: string }) => Promise<ContinueResult>;
  addMessages: (chatId: string, added: AddedMessages) => Promise<unknown>;
  rewordMessage: (chatId: string, messageId: string, rewording: Rewording) => Promise<unknown>;
};

export const chatServer: ChatServer = {
  getChat,
  patchLane,
  stopRun,
  forkChat,
  keepChat,
  runBeside,
  followBeside,
  createTransport: (chatId, getLayout) => createTurnTransport({ chatId, getLayout }),
  patchChat,
  copyLane,
  continueEveryone,
  addMessages,
  rewordMessage,
  rememberRefusal: addRefusal,
};
