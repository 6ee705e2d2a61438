import "server-only";

/** A file to be saved under `name`, never shown in place. */
export function respondFile(
  body: string | ReadableStream<Uint8Array>,
  { name, type }: { name: string; type: string },
): Response {
  return new Response(body, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${toAscii(name)}"; filename*=UTF-8''${encodeURIComponent(toFileName(name))}`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** Without what a file system or a header does not take. */
function toFileName(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function toAscii(name: string): string {
  return toFileName(name).replace(/[^\x20-\x7e]/g, "_");
}
