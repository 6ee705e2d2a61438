import type { FileUIPart } from "ai";
import type { Attachment } from "./attachment";
import { isAttachmentMediaType, mediaTypes } from "./attachment-kind";
import { readAttachmentUrl, toAttachmentUrl } from "./attachment-url";

/** What is stored of a file in the message that carries it. */
export function toFilePart({ id, name, mediaType, bytes, width, height }: Attachment): FileUIPart {
  return {
    type: "file",
    mediaType,
    filename: name,
    url: toAttachmentUrl(id),
    providerMetadata: { switchyard: { bytes, ...(width === null ? {} : { width, height }) } },
  };
}

type AnyPart = { type: string };

function isFilePart(part: AnyPart): part is FileUIPart {
  return part.type === "file" && "url" in part && typeof part.url === "string" && "mediaType" in part;
}

/** The stored file in a part; null for any other part, and for a file that is not stored here. */
export function readFilePart(part: AnyPart): Attachment | null {
  if (!isFilePart(part)) return null;
  const id = readAttachmentUrl(part.url);
  const { mediaType } = part;
  if (id === null || !isAttachmentMediaType(mediaType)) return null;
  const { bytes, width, height } = part.providerMetadata?.switchyard ?? {};
  return {
    id,
    kind: mediaTypes[mediaType],
    name: part.filename ?? "file",
    mediaType,
    bytes: typeof bytes === "number" ? bytes : 0,
    width: typeof width === "number" ? width : null,
    height: typeof height === "number" ? height : null,
  };
}

/** The stored files of a message, in its order. */
export function listFiles(parts: readonly AnyPart[]): Attachment[] {
  return parts.flatMap((part) => readFilePart(part) ?? []);
}
