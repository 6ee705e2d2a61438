import "server-only";
import { type DirectReader, findPieces, offerPieces, type PassedPiece, readNext } from "./direct-reader";
import type { WireExchange } from "./exchange";
import { keepAlive } from "./keep-alive";

/**
 * Waits until a stream that is passed on has its first token or is over: until then somebody else can be asked. What was
 * read by then comes first in the response that is returned. Rejects when its consumer aborts.
 */
export async function awaitFirstToken(
  response: Response,
  { exchange, keepAliveMs }: { exchange: WireExchange; keepAliveMs: number },
): Promise<Response> {
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
  const replayed = new Response(toStream(replay, keepAliveMs), { status, headers });
  offerPieces(replayed, replay);
  return replayed;
}

/** The same for readers of the stream itself. */
function toStream(pieces: DirectReader<PassedPiece>, keepAliveMs: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  let silence: NodeJS.Timeout | undefined;
  return new ReadableStream(
    {
      pull: async (controller) => {
        silence ??= keepAlive(controller, keepAliveMs);
        try {
          const piece = await readNext(pieces);
          if (piece === null) {
            clearInterval(silence);
            controller.close();
            return;
          }
          controller.enqueue(typeof piece === "string" ? bytes.encode(piece) : piece);
          silence.refresh();
        } catch (error) {
          clearInterval(silence);
          controller.error(error);
        }
      },
      cancel: (reason) => {
        clearInterval(silence);
        pieces.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
