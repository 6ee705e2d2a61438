import "server-only";
import type { Kysely } from "kysely";
import { listFiles } from "@/lib/attachments/to-file-part";
import {
  type ExportedChat,
  type ExportedFile,
  exportFilesHead,
  exportHead,
  exportPresetsHead,
  exportPromptsHead,
  exportTail,
} from "@/lib/export/chat-export";
import { getAttachment } from "@/lib/server/attachments/attachment-store";
import { getDb, getDbOf } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import { type Library, readLibrary } from "@/lib/server/library/transfer-library";
import { readLaneDefaults, requireChat } from "./chat-store";
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
    ...readLaneDefaults(chat),
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

/** A chat, or all the owner's but the deleted ones, oldest first, as a file with the files of their messages; read as it is read. */
export function streamExport(options: { owner: string; chat?: ExportedChat }): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = writeExport(options);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { value, done } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
    },
    { highWaterMark: 1 },
  );
}

/** The same chats give the same text. */
async function* writeExport({
  owner,
  chat: only,
}: {
  owner: string;
  chat?: ExportedChat;
}): AsyncGenerator<string> {
  const db = await (only === undefined ? getDb() : getDbOf(only.id));
  const fileIds = new Set<string>();
  let before = exportHead;
  for await (const chat of only === undefined ? readChats(db, owner) : [only]) {
    for (const { id } of chat.messages.flatMap(({ parts }) => listFiles(parts))) fileIds.add(id);
    yield before + JSON.stringify(chat);
    before = ",\n";
  }
  if (before === exportHead) yield before;
  before = exportFilesHead;
  for (const id of fileIds) {
    const file = await getAttachment(db, { owner, id });
    if (file === null) continue;
    const { mediaType, data } = file;
    yield before + JSON.stringify({ id, mediaType, data: data.toString("base64") } satisfies ExportedFile);
    before = ",\n";
  }
  if (only === undefined) yield* writeLibrary(await readLibrary(owner));
  yield exportTail;
}

function* writeLibrary({ presets, prompts }: Library): Generator<string> {
  for (const [head, items] of [
    [exportPresetsHead, presets],
    [exportPromptsHead, prompts],
  ] as const) {
    for (const [index, item] of items.entries()) yield (index === 0 ? head : ",\n") + JSON.stringify(item);
  }
}

async function* readChats(db: Kysely<Database>, owner: string): AsyncGenerator<ExportedChat> {
  let after = { createdAt: -1, id: "" };
  for (;;) {
    const page = await listChatsAfter(db, { owner, after });
    for (const { id } of page) yield await readChat(db, id);
    const last = page.at(-1);
    if (last === undefined || page.length < chatsAtOnce) return;
    after = last;
  }
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
