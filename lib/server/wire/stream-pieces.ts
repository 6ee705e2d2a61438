import "server-only";
import { type DirectReader, type PassedPiece, readNext, toBytes } from "./direct-reader";
import { keepAlive } from "./keep-alive";

/** What is passed on as a web stream, for readers that know no other; a comment after each `keepAliveMs` of silence. */
export function streamPieces(
  pieces: DirectReader<PassedPiece>,
  keepAliveMs: number,
): ReadableStream<Uint8Array> {
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
          controller.enqueue(toBytes(piece));
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
