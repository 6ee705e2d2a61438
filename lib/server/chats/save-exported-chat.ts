import "server-only";
import type { Kysely } from "kysely";
import type { ExportedChat } from "@/lib/export/chat-export";
import { orderByParent } from "@/lib/export/read-export";
import type { Database } from "@/lib/server/db/schema";
import { saveMessages } from "./message-store";

/** Stores a chat that was checked, as it stands, under its own ids, which must be free. Its files are here already. */
export async function saveExportedChat(
  db: Kysely<Database>,
  { owner, chat }: { owner: string; chat: ExportedChat },
): Promise<void> {
  await db
    .insertInto("chats")
    .values({
      id: chat.id,
      owner,
      title: chat.title,
      created_at: chat.createdAt,
      updated_at: chat.updatedAt,
      pinned_at: chat.pinnedAt,
      lane_defaults_json: chat.laneDefaults === undefined ? null : JSON.stringify(chat.laneDefaults),
    })
    .execute();
  const place = { owner, chat_id: chat.id };
  const lanes = chat.lanes.map(({ id, position, model, settings, leafId }) => ({
    ...place,
    id,
    position,
    model,
    settings_json: JSON.stringify(settings),
    leaf_id: leafId,
  }));
  if (lanes.length > 0) await db.insertInto("lanes").values(lanes).execute();
  const messages = orderByParent(chat.messages) ?? [];
  await saveMessages(
    db,
    messages.map((message) => ({ ...message, owner, chatId: chat.id })),
  );
}
