import "server-only";
import type { Kysely } from "kysely";
import { toPlainText } from "@/lib/chats/to-plain-text";
import type { ExportedChat } from "@/lib/export/chat-export";
import { orderByParent } from "@/lib/export/read-export";
import { toIndexedText } from "@/lib/search/words";
import { saveUses } from "@/lib/server/attachments/attachment-store";
import type { Database } from "@/lib/server/db/schema";

const rowsAtOnce = 200;

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
  const messages = (orderByParent(chat.messages) ?? []).map((message) => ({
    ...place,
    id: message.id,
    lane_id: message.laneId,
    parent_id: message.parentId,
    turn_id: message.turnId,
    role: message.role,
    parts_json: JSON.stringify(message.parts),
    metadata_json: message.metadata === null ? null : JSON.stringify(message.metadata),
    created_at: message.createdAt,
  }));
  for (const rows of chunk(messages)) await db.insertInto("messages").values(rows).execute();
  await saveUses(db, { owner, messages: chat.messages });
  const texts = chat.messages
    .map(({ id, parts }) => ({ ...place, message_id: id, text: toIndexedText(toPlainText(parts)) }))
    .filter(({ text }) => text !== "");
  for (const rows of chunk(texts)) await db.insertInto("message_texts").values(rows).execute();
}

function chunk<Row>(rows: Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) =>
    rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
