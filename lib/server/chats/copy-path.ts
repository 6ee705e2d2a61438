import "server-only";
import type { Kysely } from "kysely";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { createId } from "@/lib/id";
import type { Database } from "@/lib/server/db/schema";
import { saveMessages } from "./message-store";

type CopyPath = { owner: string; chatId: string; laneId: string; path: readonly StoredMessage[] };

/** Copies a path of messages to the start of another lane. Returns the last copy's id; null for an empty path. */
export async function copyPath(
  db: Kysely<Database>,
  { owner, chatId, laneId, path }: CopyPath,
): Promise<string | null> {
  const ids = path.map(() => createId());
  const copies = path.flatMap((message, index) => {
    const id = ids[index];
    if (id === undefined) return [];
    const turnId = message.metadata?.turnId ?? createId();
    return { ...message, owner, chatId, laneId, turnId, id, parentId: ids[index - 1] ?? null };
  });
  await saveMessages(db, copies);
  return ids.at(-1) ?? null;
}

/** A path up to its last answer that has ended: what is being written cannot be copied. */
export function toEnded(path: readonly StoredMessage[]): readonly StoredMessage[] {
  const running = path.findIndex(({ metadata }) => metadata?.outcome === "running");
  // The question goes with its answer.
  return running < 0 ? path : path.slice(0, Math.max(0, running - 1));
}
