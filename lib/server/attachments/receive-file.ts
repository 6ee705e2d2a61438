import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/app-error";
import type { Attachment } from "@/lib/attachments/attachment";
import { mediaTypes } from "@/lib/attachments/attachment-kind";
import { toFileName } from "@/lib/attachments/to-file-name";
import { isTemporaryId } from "@/lib/id";
import { type Db, getDbOf } from "@/lib/server/db/get-db";
import { saveAttachment } from "./attachment-store";
import { checkFile } from "./check-file";

/** What the files of all temporary chats may take of the process's memory. */
const mostMemoryBytes = 500_000_000;

/** @throws AppError `overloaded` */
async function requireMemory(db: Db, bytes: number): Promise<void> {
  const { held } = await db
    .selectFrom("attachments")
    .select((files) => files.fn.sum<number | null>("bytes").as("held"))
    .executeTakeFirstOrThrow();
  if ((held ?? 0) + bytes <= mostMemoryBytes) return;
  throw new AppError(
    "overloaded",
    "The files of temporary chats fill the memory they may take. Use a chat that is stored, or come back later.",
  );
}

/**
 * Checks a file and stores it where the chat is that it is for.
 * @throws AppError as `checkFile`
 */
export async function receiveFile(given: {
  owner: string;
  /** As its sender calls it. */
  name: string;
  data: Buffer;
  chatId: string;
}): Promise<Attachment> {
  const { owner, data, chatId } = given;
  const { mediaType, width, height } = await checkFile({ data, name: toFileName(given.name, "text/plain") });
  const id = createHash("sha256").update(data).digest("hex");
  const facts = { id, mediaType, bytes: data.byteLength, width, height };
  const db = await getDbOf(chatId);
  if (isTemporaryId(chatId)) await requireMemory(db, facts.bytes);
  await saveAttachment(db, { owner, file: { ...facts, data } });
  return { ...facts, name: toFileName(given.name, mediaType), kind: mediaTypes[mediaType] };
}
