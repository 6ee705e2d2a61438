import "server-only";
import { findNodeResponse } from "@/lib/server/access/connections";

type Whole = { status: number; headers: Record<string, string>; body?: Buffer };

/**
 * Writes an answer that is there as a whole to the node response of the request with these headers: Next drops the length and the
 * coding that a route says of its body. Next then finds it sent; without Node's HTTP server the answer is what is returned.
 */
export function writeWhole(asked: Headers, { status, headers: given, body }: Whole): Response {
  const headers = body === undefined ? given : { ...given, "content-length": String(body.byteLength) };
  const response = findNodeResponse(asked);
  if (response === null)
    return new Response(body === undefined ? null : new Uint8Array(body), { status, headers });
  response.writeHead(status, headers);
  response.end(body);
  return new Response(null, { status });
}
