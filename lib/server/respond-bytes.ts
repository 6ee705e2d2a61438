import "server-only";
import { readByteRange } from "./byte-range";
import { writeWhole } from "./write-whole";

type Asked = Pick<Request, "headers">;
type Bytes = { data: Buffer; tag: string; headers: Record<string, string> };

/**
 * A file, or the part of it that is asked for, with its length, without which a player knows no duration. `tag` changes with
 * the content.
 */
export function respondBytes(request: Asked, { data, tag, headers: given }: Bytes): Response {
  const asked = request.headers;
  const etag = `"${tag}"`;
  const headers = { ...given, etag, "accept-ranges": "bytes" };
  if ((asked.get("if-none-match") ?? "").includes(etag)) return writeWhole(asked, { status: 304, headers });
  const isSame = (asked.get("if-range") ?? etag) === etag;
  const range = isSame ? readByteRange(asked.get("range"), data.byteLength) : null;
  if (range === "unsatisfiable")
    return writeWhole(asked, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${data.byteLength}` },
    });
  if (range === null) return writeWhole(asked, { status: 200, headers, body: data });
  const { start, end } = range;
  const body = data.subarray(start, end + 1);
  const place = `bytes ${start}-${end}/${data.byteLength}`;
  return writeWhole(asked, { status: 206, headers: { ...headers, "content-range": place }, body });
}
