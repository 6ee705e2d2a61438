import "server-only";
import { createHash } from "node:crypto";
import type { Attachment } from "@/lib/attachments/attachment";
import { mediaTypes } from "@/lib/attachments/attachment-kind";
import { toFileName } from "@/lib/attachments/to-file-name";
import { getDbOf } from "@/lib/server/db/get-db";
import { saveAttachment } from "./attachment-store";
import { checkFile } from "./check-file";

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
  await saveAttachment(await getDbOf(chatId), { owner, file: { ...facts, data } });
  return { ...facts, name: toFileName(given.name, mediaType), kind: mediaTypes[mediaType] };
}
