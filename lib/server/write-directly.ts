import "server-only";
import type { ServerResponse } from "node:http";
import type { DirectReader, PassedPiece } from "@/lib/server/wire/direct-reader";

/** A client that has taken nothing for this long is let go. */
export const stalledAfterMs = 60_000;

type Directly = {
  head: Response;
  pieces: DirectReader<PassedPiece>;
  /** A comment is written after this much silence; without it, `pieces` say by themselves that they are alive. */
  keepAliveMs?: number;
};

/**
 * Streams an answer straight into the node response: through web streams and Next each token costs several times as much.
 * Next, where it has the request, then finds its response sent. Resolves when the answer has ended or its client has left.
 */
export async function writeDirectly(
  response: ServerResponse,
  { head, pieces, keepAliveMs }: Directly,
): Promise<Response> {
  response.writeHead(head.status, Object.fromEntries(head.headers));
  // A first piece that is there already leaves with the head.
  const headTimer = setImmediate(() => response.flushHeaders());
  const onClose = () => {
    if (!response.writableFinished) pieces.cancel(new Error("The client left."));
  };
  response.once("close", onClose);
  const silence =
    keepAliveMs === undefined
      ? undefined
      : setInterval(() => {
          if (!response.writableNeedDrain) response.write(": keep-alive\n\n");
        }, keepAliveMs).unref();
  try {
    await new Promise<void>((resolve, reject) => {
      writeAll(response, { pieces, onWritten: () => silence?.refresh(), onEnd: resolve, onFail: reject });
    });
    await new Promise<void>((resolve) => response.end(resolve));
  } catch {
    // An answer that was ended early is told by the end of its connection, after what had come.
    response.destroy();
  } finally {
    clearImmediate(headTimer);
    clearInterval(silence);
  }
  return new Response(null, { status: head.status });
}

type Writing = {
  pieces: DirectReader<PassedPiece>;
  onWritten: () => void;
  onEnd: () => void;
  onFail: (error: unknown) => void;
};

/** Writes each piece in the turn of the event loop in which it comes, and takes none while the client does not. */
function writeAll(response: ServerResponse, { pieces, onWritten, onEnd, onFail }: Writing): void {
  const writeOn = () => {
    try {
      for (;;) {
        const piece = pieces.take();
        if (piece === undefined) return pieces.onMore(writeOn);
        if (piece === null) return onEnd();
        onWritten();
        if (!response.write(piece)) return void drained(response).then(writeOn, onFail);
      }
    } catch (error) {
      onFail(error);
    }
  };
  writeOn();
}

/** @throws Error when the client takes nothing for `stalledAfterMs` */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(stalled);
      response.off("drain", settle);
      response.off("close", settle);
    };
    const settle = () => {
      stop();
      resolve();
    };
    const stalled = setTimeout(() => {
      stop();
      reject(new Error("The reader stalled."));
    }, stalledAfterMs);
    response.on("drain", settle);
    response.on("close", settle);
    if (response.destroyed) settle();
  });
}
