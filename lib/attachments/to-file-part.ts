import type { FileUIPart } from "ai";
import type { Attachment } from "./attachment";
import { type AttachmentKind, toKind } from "./attachment-kind";
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

/** A file of a message, as far as its part tells. */
export type CarriedFile = Pick<Attachment, "id" | "name" | "mediaType" | "bytes" | "width" | "height"> & {
  kind: AttachmentKind;
};

type AnyPart = { type: string };

function isFilePart(part: AnyPart): part is FileUIPart {
  return part.type === "file" && "url" in part && typeof part.url === "string" && "mediaType" in part;
}

/** The stored file in a part; null for any other part, and for a file that is not stored here. */
export function readFilePart(part: AnyPart): CarriedFile | null {
  if (!isFilePart(part)) return null;
  const id = readAttachmentUrl(part.url);
  const kind = toKind(part.mediaType);
  if (id === null || kind === null) return null;
  const { bytes, width, height } = part.providerMetadata?.switchyard ?? {};
  return {
    id,
    kind,
    name: part.filename ?? "file",
    // Its kind is known, so it is one of ours.
    mediaType: part.mediaType as CarriedFile["mediaType"],
    bytes: typeof bytes === "number" ? bytes : 0,
    width: typeof width === "number" ? width : null,
    height: typeof height === "number" ? height : null,
  };
}

/** The stored files of a message, in its order. */
export function listFiles(parts: readonly AnyPart[]): CarriedFile[] {
  return parts.flatMap((part) => readFilePart(part) ?? []);
}
