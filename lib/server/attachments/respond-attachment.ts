import "server-only";
import { AppError } from "@/lib/app-error";
import { mediaTypes } from "@/lib/attachments/attachment-kind";
import { toFileName } from "@/lib/attachments/to-file-name";
import { getDb, getMemoryDb } from "@/lib/server/db/get-db";
import { respondBytes } from "@/lib/server/respond-bytes";
import { getAttachment } from "./attachment-store";

/**
 * One of the owner's files: an image to be shown, anything else to be saved. Whatever is in it, a browser runs none of it.
 * @throws AppError `not_found`
 */
export async function respondAttachment(
  request: Request,
  given: { owner: string; id: string; name: string },
): Promise<Response> {
  const stored = await getAttachment(await getDb(), given);
  const file = stored ?? (await getAttachment(await getMemoryDb(), given));
  if (file === null) throw new AppError("not_found", "There is no such file.");
  const name = toFileName(given.name, file.mediaType);
  const isImage = mediaTypes[file.mediaType] === "image";
  // Its address is its content. What a temporary chat has must not stay in the browser.
  const caching = stored === null ? "private, no-store" : "private, max-age=31536000, immutable";
  return respondBytes(request, {
    data: file.data,
    tag: file.id,
    headers: {
      "content-type": file.mediaType === "text/plain" ? "text/plain; charset=utf-8" : file.mediaType,
      "content-disposition": `${isImage ? "inline" : "attachment"}; filename="${name.replace(/[^\x20-\x7e]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      // A compressed part of a file would be no part of it.
      "cache-control": `${caching}, no-transform`,
    },
  });
}
