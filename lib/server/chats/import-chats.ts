import "server-only";
import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { ImportResult } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import { listFiles } from "@/lib/attachments/to-file-part";
import type { ExportedChat, ExportedFile } from "@/lib/export/chat-export";
import { readExport } from "@/lib/export/read-export";
import { withNewIds } from "@/lib/export/with-new-ids";
import { isTemporaryId } from "@/lib/id";
import { type StoredFile, saveAttachment, touchAttachment } from "@/lib/server/attachments/attachment-store";
import { checkFile } from "@/lib/server/attachments/check-file";
import { getDb } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import type { Database } from "@/lib/server/db/schema";
import { addLibrary } from "@/lib/server/library/transfer-library";
import { readChat } from "./export-chats";
import { purgeChats } from "./purge-chats";
import { saveExportedChat } from "./save-exported-chat";

/** `files` are those of the whole export, by id. */
type Owned = { owner: string; chat: ExportedChat; files: ReadonlyMap<string, StoredFile> };

/**
 * Adds the chats of an exported file, all of them or none. One that is here already is left alone; one that differs from
 * what has its id is added beside it under new ids.
 * @throws AppError `invalid_json`, `invalid_request`, each naming the line that is wrong
 */
export async function importChats({ owner, text }: { owner: string; text: string }): Promise<ImportResult> {
  const { chats, files: given, presets, prompts, refuse } = readExport(text);
  const files = new Map<string, StoredFile>();
  for (const [index, file] of given.entries()) {
    const checked = await tryCheck(file);
    if ("problem" in checked) throw refuse(["attachments", index, "data"], checked.problem);
    files.set(file.id, checked);
  }
  return inTransaction(await getDb(), async (transaction) => {
    // Whether a chat is here already is asked more than once: the answers must not change meanwhile.
    await lockInTransaction(transaction, `import ${owner}`);
    const result: ImportResult = { added: 0, copied: 0, known: 0 };
    for (const chat of chats) {
      // SQLite works on this thread: a large file takes seconds, in which answers are streamed on.
      await nextTurn();
      result[await addChat(transaction, { owner, chat, files })] += 1;
    }
    const library = await addLibrary(transaction, owner, { presets, prompts });
    return library === 0 ? result : { ...result, library };
  });
}

async function addChat(
  db: Kysely<Database>,
  { owner, chat, files }: Owned,
): Promise<"added" | "copied" | "known"> {
  const there = await db
    .selectFrom("chats")
    .select(["owner", "deleted_at"])
    .where("id", "=", chat.id)
    .executeTakeFirst();
  if (there?.owner === owner) {
    if (there.deleted_at !== null) await purgeChats(db, [chat.id]);
    else if (JSON.stringify(await readChat(db, chat.id)) === JSON.stringify(chat)) return "known";
  }
  const settled = endRunning(chat);
  for (const { id } of chat.messages.flatMap(({ parts }) => listFiles(parts))) {
    const file = files.get(id);
    if (file !== undefined && !(await touchAttachment(db, { owner, id })))
      await saveAttachment(db, { owner, file });
  }
  // A temporary chat that somebody exported is stored from now on.
  if (isTemporaryId(chat.id) || (await isTaken(db, chat))) {
    await saveExportedChat(db, { owner, chat: withNewIds(settled) });
    return "copied";
  }
  await saveExportedChat(db, { owner, chat: settled });
  return "added";
}

/** A file of an export, which may have been changed on its way. */
async function tryCheck({ id, mediaType, data }: ExportedFile): Promise<StoredFile | { problem: string }> {
  const content = Buffer.from(data, "base64");
  if (createHash("sha256").update(content).digest("hex") !== id)
    return { problem: "this attachment is damaged: its content is not what its id says" };
  try {
    const checked = await checkFile({ data: content, name: id });
    if (checked.mediaType !== mediaType) return { problem: `this attachment is ${checked.mediaType}` };
    return { ...checked, id, bytes: content.byteLength, data: content };
  } catch (error) {
    if (error instanceof AppError) return { problem: error.message };
    throw error;
  }
}

const idsAtOnce = 500;

async function isTaken(db: Kysely<Database>, chat: ExportedChat): Promise<boolean> {
  const find = (table: "chats" | "lanes" | "messages", ids: string[]) =>
    db.selectFrom(table).select("id").where("id", "in", ids).limit(1).executeTakeFirst();
  if ((await find("chats", [chat.id])) !== undefined) return true;
  const laneIds = chat.lanes.map(({ id }) => id);
  if (laneIds.length > 0 && (await find("lanes", laneIds)) !== undefined) return true;
  for (let at = 0; at < chat.messages.length; at += idsAtOnce) {
    const ids = chat.messages.slice(at, at + idsAtOnce).map(({ id }) => id);
    if ((await find("messages", ids)) !== undefined) return true;
  }
  return false;
}

/** An answer that was being written when the file was made goes on nowhere. */
function endRunning(chat: ExportedChat): ExportedChat {
  if (!chat.messages.some(({ metadata }) => metadata?.outcome === "running")) return chat;
  return {
    ...chat,
    messages: chat.messages.map((message) =>
      message.metadata?.outcome === "running"
        ? { ...message, metadata: { ...message.metadata, outcome: "interrupted" } }
        : message,
    ),
  };
}
