/** What a message can carry beside its text. */
export type AttachmentKind = "image" | "pdf" | "audio" | "text";

/** What is taken, by content: the forms that servers which speak OpenAI's language know. */
export const mediaTypes = {
  "image/png": "image",
  "image/jpeg": "image",
  "image/gif": "image",
  "image/webp": "image",
  "application/pdf": "pdf",
  "audio/wav": "audio",
  "audio/mpeg": "audio",
  "text/plain": "text",
} as const satisfies Record<string, AttachmentKind>;

export type AttachmentMediaType = keyof typeof mediaTypes;

export function isAttachmentMediaType(type: string): type is AttachmentMediaType {
  return Object.hasOwn(mediaTypes, type);
}

/** How a kind is called within a sentence. */
export const kindWords: Record<AttachmentKind, string> = {
  image: "image",
  pdf: "PDF",
  audio: "audio file",
  text: "text file",
};
