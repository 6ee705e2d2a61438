import { z } from "zod";
import type { AttachmentKind, AttachmentMediaType } from "./attachment-kind";
import { maxAttachments } from "./attachment-limits";
import { attachmentIdPattern } from "./attachment-url";

/** A stored file as `POST /api/attachments` answers it. */
export type Attachment = {
  /** SHA-256 of its content, in hex. */
  id: string;
  /** Without path and what no file system takes. */
  name: string;
  kind: AttachmentKind;
  mediaType: AttachmentMediaType;
  bytes: number;
  /** In pixels; null for what is no image. */
  width: number | null;
  height: number | null;
};

export const attachmentIdSchema = z.string().regex(attachmentIdPattern, "must be a SHA-256 in hex");

/** The files of a new message, as a turn names them. */
export const attachmentRefsSchema = z
  .array(z.strictObject({ id: attachmentIdSchema, name: z.string().min(1).max(300) }))
  .max(maxAttachments, `a message takes at most ${maxAttachments} files`);
export type AttachmentRef = z.infer<typeof attachmentRefsSchema>[number];
