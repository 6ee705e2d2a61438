import "server-only";
import { type DirectReader, findPieces, offerPieces, type PassedPiece, readNext } from "./direct-reader";
import type { WireExchange } from "./exchange";

/**
 * Waits until a stream that is passed on has its first token or is over: until then somebody else can be asked. What was
 * read by then comes first in the response that is returned. Rejects when its consumer aborts.
 */
export async function awaitFirstToken(response: Response, exchange: WireExchange): Promise<Response> {
  const pieces = findPieces(response);
  if (pieces === undefined) return response;
  const read: PassedPiece[] = [];
  while (exchange.firstTokenAt === null && exchange.endedAt === null) {
    const piece = await readNext(pieces);
    if (piece === null) break;
    read.push(piece);
  }
  const replay: DirectReader<PassedPiece> = { ...pieces, take: () => read.shift() ?? pieces.take() };
  const { status, headers } = response;
  const replayed = new Response(null, { status, headers });
  offerPieces(replayed, replay);
  return replayed;
}
