import type {
  ChatPatch,
  ContinueResult,
  ForkResult,
  ImportResult,
  KeepResult,
  LaneCopy,
  LanePatch,
  LanePatchResult,
  Rewording,
  SearchHits,
} from "@/lib/api/endpoints";
import { readRefusal, requestJson } from "@/lib/api/request-json";
import type { ChatDocument, ChatSummary } from "@/lib/chats/chat-document";
import { type ChatPlace, encodeChatPlace } from "@/lib/chats/chat-place";
import type { AddedMessages } from "@/lib/turns/turn-request";

/** The newest `limit` chats beside the pinned ones. */
export const listChats = (limit: number) => requestJson<ChatSummary[]>(`/api/chats?limit=${limit}`);

/** The chats that are listed after another one. */
export const listChatsAfter = (place: ChatPlace) =>
  requestJson<ChatSummary[]>(`/api/chats?after=${encodeURIComponent(encodeChatPlace(place))}`);

export const getChat = (chatId: string) => requestJson<ChatDocument>(`/api/chats/${chatId}`);

/** Where in all chats something was said. */
export const searchChats = (query: string, signal: AbortSignal) =>
  requestJson<SearchHits>(`/api/chats/search?q=${encodeURIComponent(query)}`, { signal });

/** Where a chat, or all of them, can be saved as a file from. */
export const toExportAddress = (chatId: string, format: "json" | "markdown") =>
  `/api/chats/${chatId}/export${format === "markdown" ? "?format=markdown" : ""}`;
export const exportAddress = "/api/export";

/** Adds the chats of an exported file. */
export async function importChats(file: Blob): Promise<ImportResult> {
  const response = await fetch("/api/import", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: file,
  });
  if (!response.ok) throw await readRefusal(response);
  return (await response.json()) as ImportResult;
}

/** A new chat that begins with everything up to a message. */
export const forkChat = (chatId: string, messageId: string) =>
  requestJson<ForkResult>(`/api/chats/${chatId}/fork`, { method: "POST", body: { messageId } });

/** Stores a temporary chat: it goes on under the id this returns. */
export const keepChat = (chatId: string) =>
  requestJson<KeepResult>(`/api/chats/${chatId}/keep`, { method: "POST" });

export async function patchChat(chatId: string, patch: ChatPatch): Promise<void> {
  await requestJson(`/api/chats/${chatId}`, { method: "PATCH", body: patch });
}

/** Adds a lane that begins as a copy of another one. */
export async function copyLane(chatId: string, copy: LaneCopy): Promise<void> {
  await requestJson(`/api/chats/${chatId}/lanes`, { method: "POST", body: copy });
}

/** Lets every lane go on from this answer of one lane. */
export const continueEveryone = (chatId: string, from: { laneId: string; messageId: string }) =>
  requestJson<ContinueResult>(`/api/chats/${chatId}/continue`, { method: "POST", body: from });

export const patchLane = (chatId: string, laneId: string, patch: LanePatch) =>
  requestJson<LanePatchResult>(`/api/chats/${chatId}/lanes/${laneId}`, { method: "PATCH", body: patch });

/** Adds messages by hand: no model is asked. */
export async function addMessages(chatId: string, added: AddedMessages): Promise<void> {
  await requestJson(`/api/chats/${chatId}/messages`, { method: "POST", body: added });
}

/** Stores another wording of a message as a version beside it. */
export async function rewordMessage(chatId: string, messageId: string, rewording: Rewording): Promise<void> {
  await requestJson(`/api/chats/${chatId}/messages/${messageId}/versions`, {
    method: "POST",
    body: rewording,
  });
}
