import "server-only";
import type { Kysely } from "kysely";
import { toFilePart } from "@/lib/attachments/to-file-part";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { requireAttachments } from "@/lib/server/attachments/attachment-store";
import type { Database } from "@/lib/server/db/schema";
import type { TurnLane } from "@/lib/turns/turn-request";

/**
 * The parts of the message that a lane's turn brings: its files, which must be the owner's, then its text.
 * @throws AppError `not_found`
 */
export async function toQuestion(
  db: Kysely<Database>,
  { owner, lane: { message } }: { owner: string; lane: Pick<TurnLane, "message"> },
): Promise<StoredMessage["parts"]> {
  if (message === undefined) return [];
  const { text, attachments: refs = [] } = message;
  const files = await requireAttachments(db, { owner, refs });
  return [...files.map(toFilePart), ...(text === "" ? [] : [{ type: "text" as const, text }])];
}
