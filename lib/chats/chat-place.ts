import { idPattern } from "@/lib/id";
import type { ChatSummary } from "./chat-document";

/** Where a chat that is not pinned stands in the list: newest first, those of one moment by their ids. */
export type ChatPlace = Pick<ChatSummary, "id" | "updatedAt">;

/** A place as an address names it: `1790000000000.<id>`. */
export const encodeChatPlace = ({ id, updatedAt }: ChatPlace): string => `${updatedAt}.${id}`;

/** Reads what `encodeChatPlace` wrote; undefined for anything else. */
export function parseChatPlace(text: string): ChatPlace | undefined {
  const [, updatedAt, id = ""] = /^(\d{1,15})\.(.+)$/.exec(text) ?? [];
  return updatedAt !== undefined && idPattern.test(id) ? { id, updatedAt: Number(updatedAt) } : undefined;
}
