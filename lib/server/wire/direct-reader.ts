import "server-only";
import { singleton } from "@/lib/server/singleton";

/**
 * A way to read a body without its web stream, which costs as much per event as everything else on the way. Whoever reads
 * so must not read the stream too.
 */
export type DirectReader<Piece> = {
  /** The next piece; null when there are no more. Rejects when the body fails. */
  next: () => Promise<Piece | null>;
  cancel: (reason?: unknown) => void;
};

const getByteReaders = () =>
  singleton("direct-byte-readers", () => new WeakMap<ReadableStream, DirectReader<Uint8Array>>());
const getTextReaders = () =>
  singleton("direct-text-readers", () => new WeakMap<Response, DirectReader<string>>());

export const offerBytes = (stream: ReadableStream, reader: DirectReader<Uint8Array>) =>
  getByteReaders().set(stream, reader);
export const findBytes = (stream: ReadableStream | null) =>
  stream === null ? undefined : getByteReaders().get(stream);

export const offerText = (response: Response, reader: DirectReader<string>) =>
  getTextReaders().set(response, reader);
export const findText = (response: Response) => getTextReaders().get(response);
