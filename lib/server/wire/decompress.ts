import "server-only";
import type { IncomingMessage } from "node:http";
import { pipeline, type Readable, Transform } from "node:stream";
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";

/** Flushes what it has at once: the events of a compressed stream must not wait for each other. */
const zlibOptions = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const brotliOptions = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};
const zstdOptions = { flush: constants.ZSTD_e_flush, finishFlush: constants.ZSTD_e_flush };

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(zlibOptions),
  "x-gzip": () => createGunzip(zlibOptions),
  deflate: createAnyInflate,
  br: () => createBrotliDecompress(brotliOptions),
  zstd: () => createZstdDecompress(zstdOptions),
};

/** A body as it was before it was compressed, however often that was; nobody asked a provider for it. */
export function decompress(message: IncomingMessage): Readable {
  const encodings = (message.headers["content-encoding"] ?? "").toLowerCase().split(",");
  // The one that was applied last is undone first (RFC 9110, 8.4).
  return encodings
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== "" && encoding !== "identity")
    .reverse()
    .reduce<Readable>((source, encoding) => through(source, toDecoder(encoding)), message);
}

function through(source: Readable, decoder: Transform): Transform {
  // The decoder carries the failure of either; there is nothing else to do when they end.
  pipeline(source, decoder, () => {});
  return decoder;
}

function toDecoder(encoding: string): Transform {
  if (Object.hasOwn(decoders, encoding)) return decoders[encoding]?.() ?? failing(encoding);
  return failing(encoding);
}

const failing = (encoding: string): Transform =>
  new Transform({
    transform: (_bytes, _encoding, callback) => callback(new UnknownEncodingError(encoding)),
  });

class UnknownEncodingError extends Error {
  readonly code = "ERR_CONTENT_ENCODING";
  constructor(encoding: string) {
    super(`The content-encoding ${encoding} is not known.`);
  }
}

/** Deflate with zlib's head, as it is specified, or without, as some servers send it: the first byte tells. */
function createAnyInflate(): Transform {
  let inflate: Transform | null = null;
  return new Transform({
    transform(bytes: Buffer, _encoding, callback) {
      if (inflate === null) {
        const hasHead = ((bytes[0] ?? 0) & 0x0f) === 8;
        inflate = hasHead ? createInflate(zlibOptions) : createInflateRaw(zlibOptions);
        inflate.on("data", (plain: Buffer) => this.push(plain));
        inflate.on("error", (error) => this.destroy(error));
      }
      inflate.write(bytes, callback);
    },
    flush(callback) {
      if (inflate === null) return callback();
      inflate.once("end", () => callback());
      inflate.end();
    },
  });
}
