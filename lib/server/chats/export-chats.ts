import "server-only";
import type { Kysely } from "kysely";
import { type ExportedChat, exportHead, exportTail } from "@/lib/export/chat-export";
import { getDb, getDbOf } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { requireChat } from "./chat-store";
import { listLanes } from "./lane-store";
import { listMessageRows } from "./message-store";

const chatsAtOnce = 50;

/**
 * One chat as a file keeps it.
 * @throws AppError `not_found`
 */
export async function exportChat(owned: { owner: string; chatId: string }): Promise<ExportedChat> {
  const db = await getDbOf(owned.chatId);
  await requireChat(db, owned);
  return readChat(db, owned.chatId);
}

/** A chat that exists, in the order of its keys that every export has. */
export async function readChat(db: Kysely<Database>, chatId: string): Promise<ExportedChat> {
  const chat = await db.selectFrom("chats").selectAll().where("id", "=", chatId).executeTakeFirstOrThrow();
  return {
    id: chat.id,
    title: chat.title,
    createdAt: chat.created_at,
    updatedAt: chat.updated_at,
    pinnedAt: chat.pinned_at,
    lanes: await listLanes(db, chatId),
    messages: (await listMessageRows(db, chatId)).map((row) => ({
      id: row.id,
      laneId: row.lane_id,
      parentId: row.parent_id,
      turnId: row.turn_id,
      role: row.role,
      // Our own writing, see `message-store.ts`.
      parts: JSON.parse(row.parts_json) as ExportedChat["messages"][number]["parts"],
      metadata:
        row.metadata_json === null
          ? null
          : (JSON.parse(row.metadata_json) as ExportedChat["messages"][number]["metadata"]),
      createdAt: row.created_at,
    })),
  };
}

/** The text of a file with these chats; the same chats give the same text. */
export function toExportFile(chats: ExportedChat[]): string {
  return exportHead + chats.map((chat) => JSON.stringify(chat)).join(",\n") + exportTail;
}

/** All the owner's chats but the deleted ones as a file, oldest first, read as it is read. */
export function streamExport(owner: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = { createdAt: -1, id: "" };
  let isFirst = true;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const db = await getDb();
        const chats = await listChatsAfter(db, { owner, after });
        let text = isFirst ? exportHead : "";
        for (const { id, createdAt } of chats) {
          text += `${isFirst ? "" : ",\n"}${JSON.stringify(await readChat(db, id))}`;
          isFirst = false;
          after = { createdAt, id };
        }
        const isLast = chats.length < chatsAtOnce;
        controller.enqueue(encoder.encode(isLast ? text + exportTail : text));
        if (isLast) controller.close();
        isFirst = false;
      },
    },
    { highWaterMark: 1 },
  );
}

function listChatsAfter(
  db: Kysely<Database>,
  { owner, after }: { owner: string; after: { createdAt: number; id: string } },
): Promise<{ id: string; createdAt: number }[]> {
  return db
    .selectFrom("chats")
    .select(["id", "created_at as createdAt"])
    .where("owner", "=", owner)
    .where("deleted_at", "is", null)
    .where((chat) =>
      chat.or([
        chat("created_at", ">", after.createdAt),
        chat.and([chat("created_at", "=", after.createdAt), chat("id", ">", after.id)]),
      ]),
    )
    .orderBy("created_at")
    .orderBy("id")
    .limit(chatsAtOnce)
    .execute();
}
