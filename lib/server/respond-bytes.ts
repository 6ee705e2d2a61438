import "server-only";
import { findNodeResponse } from "@/lib/server/access/connections";
import { readByteRange } from "./byte-range";

type Asked = Pick<Request, "headers">;
type Bytes = { data: Buffer; tag: string; headers: Record<string, string> };

/**
 * A file, or the part of it that is asked for. Next drops the length of what a route returns, without which a player knows
 * no duration, so it is written to the node response. `tag` changes with the content.
 */
export function respondBytes(request: Asked, { data, tag, headers: given }: Bytes): Response {
  const asked = request.headers;
  const etag = `"${tag}"`;
  const headers = { ...given, etag, "accept-ranges": "bytes" };
  if ((asked.get("if-none-match") ?? "").includes(etag)) return send(asked, { status: 304, headers });
  const isSame = (asked.get("if-range") ?? etag) === etag;
  const range = isSame ? readByteRange(asked.get("range"), data.byteLength) : null;
  if (range === "unsatisfiable")
    return send(asked, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${data.byteLength}` },
    });
  if (range === null) return send(asked, { status: 200, headers, body: data });
  const { start, end } = range;
  const body = data.subarray(start, end + 1);
  const place = `bytes ${start}-${end}/${data.byteLength}`;
  return send(asked, { status: 206, headers: { ...headers, "content-range": place }, body });
}

type Answer = { status: number; headers: Record<string, string>; body?: Buffer };

function send(asked: Headers, { status, headers: given, body }: Answer): Response {
  const headers = body === undefined ? given : { ...given, "content-length": String(body.byteLength) };
  const response = findNodeResponse(asked);
  if (response === null)
    return new Response(body === undefined ? null : new Uint8Array(body), { status, headers });
  response.writeHead(status, headers);
  response.end(body);
  return new Response(null, { status });
}
