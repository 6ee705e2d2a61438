import type { Attachment } from "@/lib/attachments/attachment";
import { isAttachmentMediaType } from "@/lib/attachments/attachment-kind";
import { attachmentIdPattern } from "@/lib/attachments/attachment-url";

const prefix = "draft-files:";

function isAttachment(value: unknown): value is Attachment {
  const { id, name, mediaType, bytes } = (value ?? {}) as Partial<Attachment>;
  return (
    typeof id === "string" &&
    attachmentIdPattern.test(id) &&
    typeof name === "string" &&
    typeof mediaType === "string" &&
    isAttachmentMediaType(mediaType) &&
    typeof bytes === "number"
  );
}

/** The files that were attached for a chat and not sent; the server has them. None for null, whose drafts are not stored. */
export function getDraftFiles(chatKey: string | null): Attachment[] {
  if (chatKey === null) return [];
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + chatKey) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isAttachment) : [];
  } catch {
    // Storage can be switched off, or hold what an older version wrote.
    return [];
  }
}

/** Keeps which files are attached; none removes the entry. */
export function saveDraftFiles(chatKey: string | null, files: readonly Attachment[]): void {
  if (chatKey === null) return;
  try {
    if (files.length === 0) localStorage.removeItem(prefix + chatKey);
    else localStorage.setItem(prefix + chatKey, JSON.stringify(files));
  } catch {
    // Switched off or full: then they are attached as long as the page lives.
  }
}
