import type { ChatPatch, LanePatch, SearchHits } from "@/lib/api/endpoints";
import { requestJson } from "@/lib/api/request-json";
import type { ChatDocument, ChatSummary } from "@/lib/chats/chat-document";

export const listChats = () => requestJson<ChatSummary[]>("/api/chats");

export const getChat = (chatId: string) => requestJson<ChatDocument>(`/api/chats/${chatId}`);

/** Where in all chats something was said. */
export const searchChats = (query: string, signal: AbortSignal) =>
  requestJson<SearchHits>(`/api/chats/search?q=${encodeURIComponent(query)}`, { signal });

export async function patchChat(chatId: string, patch: ChatPatch): Promise<void> {
  await requestJson(`/api/chats/${chatId}`, { method: "PATCH", body: patch });
}

export async function patchLane(chatId: string, laneId: string, patch: LanePatch): Promise<void> {
  await requestJson(`/api/chats/${chatId}/lanes/${laneId}`, { method: "PATCH", body: patch });
}
