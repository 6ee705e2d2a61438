import "server-only";
import { singleton } from "@/lib/server/singleton";
import type { AnswerEncoder, AnswerEncoderOptions } from "./answer-encoder";

/**
 * A way to read a body without its web stream, which costs as much per event as everything else on the way. Whoever reads
 * so must not read the stream too.
 */
export type DirectReader<Piece> = {
  /** The next piece; null when there are no more. Rejects when the body fails. */
  next: () => Promise<Piece | null>;
  cancel: (reason?: unknown) => void;
};

/** Reads an answer as what an encoder makes of it. To be called once. */
export type OpenAnswer = <Taken>(
  createEncoder: (options: AnswerEncoderOptions) => AnswerEncoder<Taken>,
) => DirectReader<Taken>;

const getByteReaders = () =>
  singleton("direct-byte-readers", () => new WeakMap<ReadableStream, DirectReader<Uint8Array>>());
const getTextReaders = () =>
  singleton("direct-text-readers", () => new WeakMap<Response, DirectReader<string>>());
const getAnswers = () => singleton("direct-answers", () => new WeakMap<Response, OpenAnswer>());

export const offerBytes = (stream: ReadableStream, reader: DirectReader<Uint8Array>) =>
  getByteReaders().set(stream, reader);
export const findBytes = (stream: ReadableStream | null) =>
  stream === null ? undefined : getByteReaders().get(stream);

export const offerText = (response: Response, reader: DirectReader<string>) =>
  getTextReaders().set(response, reader);
export const findText = (response: Response) => getTextReaders().get(response);

export const offerAnswer = (response: Response, open: OpenAnswer) => getAnswers().set(response, open);
export const findAnswer = (response: Response) => getAnswers().get(response);
