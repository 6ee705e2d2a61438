import "server-only";
import type { Kysely } from "kysely";
import { AppError } from "@/lib/app-error";
import type { Attachment, AttachmentRef } from "@/lib/attachments/attachment";
import { isAttachmentMediaType, mediaTypes } from "@/lib/attachments/attachment-kind";
import { toFileName } from "@/lib/attachments/to-file-name";
import { listFiles } from "@/lib/attachments/to-file-part";
import type { Database } from "@/lib/server/db/schema";

type Owned = { owner: string };
export type StoredFile = Omit<Attachment, "name" | "kind"> & { data: Buffer };

/** Stores a file that was checked. One that is here already is kept as if it had come now. */
export async function saveAttachment(
  db: Kysely<Database>,
  { owner, file }: Owned & { file: StoredFile },
): Promise<void> {
  const { id, mediaType, bytes, width, height, data } = file;
  const created_at = Date.now();
  const row = { owner, id, media_type: mediaType, bytes, width, height, created_at, data };
  await db
    .insertInto("attachments")
    .values(row)
    .onConflict((conflict) => conflict.columns(["owner", "id"]).doUpdateSet({ created_at }))
    .execute();
}

/** Says that a file is here, and keeps it as if it had come now; false when it is not. */
export async function touchAttachment(
  db: Kysely<Database>,
  { owner, id }: Owned & { id: string },
): Promise<boolean> {
  const updated = await db
    .updateTable("attachments")
    .set({ created_at: Date.now() })
    .where("owner", "=", owner)
    .where("id", "=", id)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** A file with its content; null when the owner has no such file. */
export async function getAttachment(
  db: Kysely<Database>,
  { owner, id }: Owned & { id: string },
): Promise<StoredFile | null> {
  const row = await db
    .selectFrom("attachments")
    .selectAll()
    .where("owner", "=", owner)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined || !isAttachmentMediaType(row.media_type)) return null;
  const { bytes, width, height, data } = row;
  return { id, mediaType: row.media_type, bytes, width, height, data };
}

/**
 * The files that a new message names, without their content.
 * @throws AppError `not_found`, for a file of somebody else too
 */
export async function requireAttachments(
  db: Kysely<Database>,
  { owner, refs }: Owned & { refs: readonly AttachmentRef[] },
): Promise<Attachment[]> {
  if (refs.length === 0) return [];
  const rows = await db
    .selectFrom("attachments")
    .select(["id", "media_type as mediaType", "bytes", "width", "height"])
    .where("owner", "=", owner)
    .where(
      "id",
      "in",
      refs.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return refs.map(({ id, name }) => {
    const row = byId.get(id);
    if (row === undefined || !isAttachmentMediaType(row.mediaType)) {
      throw new AppError(
        "not_found",
        `The server does not have the file “${name}” (any more). Attach it again.`,
      );
    }
    const { mediaType } = row;
    return { ...row, mediaType, kind: mediaTypes[mediaType], name: toFileName(name, mediaType) };
  });
}

type Message = { id: string; parts: readonly { type: string }[] };

/** Notes which files stored messages have, so that these are kept as long as the messages are. */
export async function saveUses(
  db: Kysely<Database>,
  { owner, messages }: Owned & { messages: readonly Message[] },
): Promise<void> {
  const rows = messages.flatMap(({ id, parts }) =>
    [...new Set(listFiles(parts).map((file) => file.id))].map((attachment_id) => ({
      message_id: id,
      owner,
      attachment_id,
    })),
  );
  const rowsAtOnce = 500;
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    await db
      .insertInto("attachment_uses")
      .values(rows.slice(at, at + rowsAtOnce))
      .execute();
  }
}
