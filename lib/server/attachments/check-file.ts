import "server-only";
import { fileTypeFromBuffer } from "file-type";
import { disableTypes, imageSize, types } from "image-size";
import { AppError } from "@/lib/app-error";
import {
  type AttachmentMediaType,
  isAttachmentMediaType,
  kindWords,
  mediaTypes,
} from "@/lib/attachments/attachment-kind";
import { maxBytesByKind, maxImagePixels, maxImageSide } from "@/lib/attachments/attachment-limits";

type Given = { data: Buffer; name: string };
export type CheckedFile = { mediaType: AttachmentMediaType; width: number | null; height: number | null };

const measured = new Set(["png", "jpg", "gif", "webp"]);
disableTypes(types.filter((type) => !measured.has(type)));

/**
 * What a file is, by its content: neither its name nor what its sender says counts. Nothing is unpacked or decoded.
 * @throws AppError `unsupported_media_type`, `payload_too_large`, `invalid_request`
 */
export async function checkFile({ data, name }: Given): Promise<CheckedFile> {
  if (data.byteLength === 0) throw new AppError("invalid_request", `“${name}” is empty.`);
  const mediaType = await requireMediaType({ data, name });
  const kind = mediaTypes[mediaType];
  const most = maxBytesByKind[kind];
  if (data.byteLength > most) {
    throw new AppError(
      "payload_too_large",
      `“${name}” is too large: ${kindWords[kind] === "image" ? "an image" : `a ${kindWords[kind]}`} may have ${most / 1_000_000} MB.`,
    );
  }
  if (kind !== "image") return { mediaType, width: null, height: null };
  return { mediaType, ...requirePixels({ data, name }) };
}

function refuse(name: string, why: string): AppError {
  return new AppError("unsupported_media_type", `“${name}” is not taken: ${why}`);
}

/** How what may hold a million times its own size begins: it is not even looked into. */
const archives = [
  "504b0304",
  "504b0506",
  "504b0708",
  "1f8b",
  "425a68",
  "fd377a585a00",
  "377abcaf271c",
  "52617221",
  "28b52ffd",
];

async function requireMediaType({ data, name }: Given): Promise<AttachmentMediaType> {
  const start = data.subarray(0, 8).toString("hex");
  if (archives.some((magic) => start.startsWith(magic))) {
    throw refuse(
      name,
      "archives and Office documents are not opened. Save it as a PDF, or send what is in it.",
    );
  }
  const found = await fileTypeFromBuffer(data);
  const type = found?.mime ?? "";
  if (isAttachmentMediaType(type) && type !== "text/plain") return type;
  if (isText(data)) return requirePlainText({ data, name });
  if (type.startsWith("image/"))
    throw refuse(name, `models read PNG, JPEG, GIF and WebP images, and this is ${type}.`);
  if (type.startsWith("audio/")) throw refuse(name, `models hear WAV and MP3, and this is ${type}.`);
  throw refuse(
    name,
    `images (PNG, JPEG, GIF, WebP), PDF, WAV, MP3 and text are, and this is ${type === "" ? "none of them" : type}.`,
  );
}

/** UTF-8, and nothing that a text does not have. */
function isText(data: Buffer): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000e-\u001a]/.test(data.toString("latin1", 0, 65_536)) || data.includes(0))
    return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(data);
    return true;
  } catch {
    // What is not UTF-8 is no text here.
    return false;
  }
}

const claimsOther = /\.(?:png|jpe?g|gif|webp|bmp|tiff?|heic|avif|ico|pdf|wave?|mp3|m4a|ogg|flac|mp4|zip)$/i;

function requirePlainText({ data, name }: Given): "text/plain" {
  const head = data.toString("utf8", 0, 4_096);
  if (
    /^\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>]/i.test(head) ||
    /\.svgz?$/i.test(name)
  ) {
    throw refuse(name, "an SVG can hold scripts. Save it as a PNG, or paste its code into the message.");
  }
  if (claimsOther.test(name)) {
    const what = /^\ufeff?\s*<(?:!doctype html|html|head|body|script)\b/i.test(head) ? "HTML" : "text";
    throw refuse(name, `its name says something else than its content, which is ${what}.`);
  }
  return "text/plain";
}

function requirePixels({ data, name }: Given): { width: number; height: number } {
  const size = readSize(data);
  if (size === null)
    throw refuse(name, "its beginning is damaged, so that its size in pixels cannot be read.");
  const { width, height } = size;
  if (width > maxImageSide || height > maxImageSide || width * height > maxImagePixels) {
    throw new AppError(
      "payload_too_large",
      `“${name}” has ${width} × ${height} pixels. An image may have ${maxImageSide} on a side and ${maxImagePixels / 1_000_000} megapixels: make it smaller.`,
    );
  }
  return { width, height };
}

/** As it is shown: a photo that is turned for showing has its sides the other way round. */
function readSize(data: Buffer): { width: number; height: number } | null {
  try {
    const { width, height, orientation = 1 } = imageSize(data);
    if (!(width > 0 && height > 0)) return null;
    return orientation > 4 ? { width: height, height: width } : { width, height };
  } catch {
    // Whatever it stumbled over is the file's fault.
    return null;
  }
}
