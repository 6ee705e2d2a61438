import type { AttachmentMediaType } from "./attachment-kind";

const maxCharacters = 120;

const extensions: Record<Exclude<AttachmentMediaType, "text/plain">, RegExp> = {
  "image/png": /\.png$/i,
  "image/jpeg": /\.jpe?g$/i,
  "image/gif": /\.gif$/i,
  "image/webp": /\.webp$/i,
  "application/pdf": /\.pdf$/i,
  "audio/wav": /\.wave?$/i,
  "audio/mpeg": /\.mp3$/i,
};

const endings: Record<keyof typeof extensions, string> = {
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "image/gif": ".gif",
  "image/webp": ".webp",
  "application/pdf": ".pdf",
  "audio/wav": ".wav",
  "audio/mpeg": ".mp3",
};

/**
 * A name that names a file and nothing else: no folders, no control or direction characters, nothing that ends a quotation.
 * Its ending tells what the content is.
 */
export function toFileName(given: string, mediaType: AttachmentMediaType): string {
  const plain = given
    .toWellFormed()
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}:*?"<>|{}`$]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^\.+/, "");
  const name = plain === undefined || plain === "" ? "file" : plain;
  if (mediaType === "text/plain") return shorten(name);
  return extensions[mediaType].test(name) ? shorten(name) : `${shorten(name)}${endings[mediaType]}`;
}

/** Keeps the ending. */
function shorten(name: string): string {
  if (name.length <= maxCharacters) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? "";
  return `${name.slice(0, maxCharacters - ending.length - 1)}…${ending}`.toWellFormed();
}
