import "server-only";
import type { AnswerEncoder, AnswerEncoderOptions } from "./answer-encoder";

/**
 * A way to read a body without its web stream, and without a promise for each piece: together they cost more per event than
 * everything else on the way. Whoever reads so must not read the stream too.
 */
export type DirectReader<Piece> = {
  /** The next piece; undefined while there is none yet, null when there are no more. Throws when the body fails. */
  take: () => Piece | null | undefined;
  /** `wake` is called once, as soon as `take` may say something else than undefined. There is one, the latest. */
  onMore: (wake: () => void) => void;
  cancel: (reason?: unknown) => void;
};

/** A piece of a stream that is passed on: bytes as they came, or a text that we wrote. */
export type PassedPiece = string | Uint8Array;

const textEncoder = new TextEncoder();
export const toBytes = (piece: PassedPiece): Uint8Array =>
  typeof piece === "string" ? textEncoder.encode(piece) : piece;

/** The next piece, as soon as it is there. Rejects when the body fails. */
export async function readNext<Piece>({
  take,
  onMore,
}: Pick<DirectReader<Piece>, "take" | "onMore">): Promise<Piece | null> {
  for (;;) {
    const piece = take();
    if (piece !== undefined) return piece;
    await new Promise<void>((resolve) => onMore(resolve));
  }
}

/** A reader of what is asked for piece by piece. */
export function toDirectReader<Piece>({
  next,
  cancel,
}: {
  next: () => Promise<Piece | null>;
  cancel: DirectReader<Piece>["cancel"];
}): DirectReader<Piece> {
  let take: DirectReader<Piece>["take"] = () => undefined;
  return {
    take: () => {
      const taken = take;
      take = () => undefined;
      return taken();
    },
    onMore: (wake) => {
      next().then(
        (piece) => {
          take = () => piece;
          wake();
        },
        (error: unknown) => {
          take = () => {
            throw error;
          };
          wake();
        },
      );
    },
    cancel,
  };
}

/** Reads an answer as what an encoder makes of it, merged over the wire's window. To be called once. */
export type OpenAnswer = <Taken>(createEncoder: (options: AnswerEncoderOptions) => AnswerEncoder<Taken>) => {
  /** The next of it; null when there is no more. Rejects when the consumer aborted. */
  next: () => Promise<Taken | null>;
  cancel: (reason?: unknown) => void;
};

/**
 * A response that can be read directly says so itself. A map beside it would keep all that each answer is made of until the
 * next full collection: to the collection of young objects, what an old map holds is in use.
 */
const piecesKey = Symbol.for("switchyard.direct-pieces");
const answerKey = Symbol.for("switchyard.direct-answer");
type Offering = Response & { [piecesKey]?: DirectReader<PassedPiece>; [answerKey]?: OpenAnswer };

export function offerPieces(response: Offering, reader: DirectReader<PassedPiece>): void {
  response[piecesKey] = reader;
}
export const findPieces = (response: Offering) => response[piecesKey];

export function offerAnswer(response: Offering, open: OpenAnswer): void {
  response[answerKey] = open;
}
export const findAnswer = (response: Offering) => response[answerKey];
