import "server-only";
import type { ServerResponse } from "node:http";
import type { PassedPiece } from "@/lib/server/wire/direct-reader";

const lineEnd = "\r\n";

/** Writes the next pieces of a body; false when the client takes no more for now, see `listenForDrain`. */
export type BodyWriter = (pieces: PassedPiece[]) => boolean;

/**
 * Writes a body whose head was written by `writeHead`. Pieces that are there at once leave as one chunk, framed here and handed
 * to the socket as one buffer: Node frames each piece in four writes of a cork of its own, which costs as much as all the rest.
 */
export function toBodyWriter(response: ServerResponse): BodyWriter {
  let isFlushed = false;
  return (pieces) => {
    const { socket } = response;
    // The first ones leave with the head. HTTP/1.0 knows no chunks, and an answer that waits for another one of its connection has no socket.
    if (isFlushed && socket !== null && response.chunkedEncoding) return socket.write(toChunk(pieces));
    isFlushed = socket !== null;
    // Else Node would keep them until the end of this turn, and what is written directly meanwhile would pass them.
    socket?.cork();
    const takesMore = pieces.map((piece) => response.write(piece)).every(Boolean);
    socket?.uncork();
    return takesMore;
  };
}

/** Calls `settle` when the client takes more, or has left, until the function that it returns is called. */
export function listenForDrain(response: ServerResponse, settle: () => void): () => void {
  const sources = [response, response.socket].filter((source) => source !== null);
  for (const source of sources) source.on("drain", settle).on("close", settle);
  return () => {
    for (const source of sources) source.off("drain", settle).off("close", settle);
  };
}

/** One chunk of a chunked body (RFC 9112, 7.1). */
function toChunk(pieces: PassedPiece[]): Buffer {
  const byteLength = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  const head = byteLength.toString(16) + lineEnd;
  const chunk = Buffer.allocUnsafe(head.length + byteLength + lineEnd.length);
  let position = chunk.write(head, "latin1");
  for (const piece of pieces) {
    if (typeof piece === "string") position += chunk.write(piece, position);
    else {
      chunk.set(piece, position);
      position += piece.byteLength;
    }
  }
  chunk.write(lineEnd, position, "latin1");
  return chunk;
}
