import "server-only";
import type { ServerResponse } from "node:http";
import type { DirectReader, PassedPiece } from "@/lib/server/wire/direct-reader";
import { listenForDrain, toBodyWriter } from "./write-body";
import { queueWrite } from "./write-queue";

/** A client that has taken nothing for this long is let go. */
export const stalledAfterMs = 60_000;
/** The head waits so long for the first piece: each write costs as much as a good part of everything else. */
const headWaitsMs = 20;
/** What is there is written at once up to this length: what a reader is ahead of its client by stays bounded. */
const mostAtOnce = 65_536;

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
  const headTimer = setTimeout(() => response.flushHeaders(), headWaitsMs).unref();
  response.once("close", () => {
    if (!response.writableFinished) pieces.cancel(new Error("The client left."));
  });
  const silence =
    keepAliveMs === undefined
      ? undefined
      : setInterval(() => {
          // Behind the end, while a slow client has not taken that yet, nothing may be written.
          if (!response.writableEnded && !response.writableNeedDrain) response.write(": keep-alive\n\n");
        }, keepAliveMs).unref();
  try {
    await new Promise<void>((resolve, reject) => {
      const onWritten = () => {
        clearTimeout(headTimer);
        silence?.refresh();
      };
      writeAll(response, { pieces, onWritten, onEnd: resolve, onFail: reject });
    });
  } catch {
    // An answer that was ended early is told by the end of its connection, after what had come.
    response.destroy();
  } finally {
    clearTimeout(headTimer);
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

/** Writes what comes in the turn of the event loop in which it comes, and takes nothing while the client does not. */
function writeAll(response: ServerResponse, { pieces, onWritten, onEnd, onFail }: Writing): void {
  const write = toBodyWriter(response);
  const writeLater = () => queueWrite(writeOn);
  const writeOn = () => {
    const { taken, left } = takeMost(pieces);
    const { socket } = response;
    // The end leaves with what stands before it.
    if (left === "none") socket?.cork();
    const takesMore = taken.length === 0 || write(taken);
    if (taken.length > 0) onWritten();
    const goOn = () => {
      if (left === "more") writeOn();
      else if (left === "later") pieces.onMore(writeLater);
      else if (left === "none") ended(response).then(onEnd, onFail);
      else onFail(left.error);
    };
    if (takesMore) goOn();
    else drained(response).then(goOn, onFail);
    socket?.uncork();
  };
  writeOn();
}

type Taken = { taken: PassedPiece[]; left: "more" | "later" | "none" | { error: unknown } };

/** What is there by now, as much of it as is to be written at once. */
function takeMost(pieces: DirectReader<PassedPiece>): Taken {
  const taken: PassedPiece[] = [];
  try {
    for (let length = 0; length < mostAtOnce; ) {
      const piece = pieces.take();
      if (piece === undefined) return { taken, left: "later" };
      if (piece === null) return { taken, left: "none" };
      taken.push(piece);
      length += piece.length;
    }
    return { taken, left: "more" };
  } catch (error) {
    return { taken, left: { error } };
  }
}

/** @throws Error when the client takes nothing for `stalledAfterMs` */
const drained = (response: ServerResponse): Promise<void> =>
  unlessStalled((settle) => {
    const stopListening = listenForDrain(response, settle);
    if (response.destroyed) settle();
    return stopListening;
  });

/**
 * Ends the body; resolves when the client has all of it, or has left.
 * @throws Error when the client takes nothing of the end for `stalledAfterMs`
 */
const ended = (response: ServerResponse): Promise<void> =>
  unlessStalled((settle) => {
    response.once("close", settle);
    response.end(settle);
    if (response.destroyed) settle();
    return () => response.off("close", settle);
  });

/** Resolves when what `listen` listens for settles it; `listen` returns how to stop that. */
function unlessStalled(listen: (settle: () => void) => () => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stalled = setTimeout(() => reject(new Error("The reader stalled.")), stalledAfterMs).unref();
  const stopListening = listen(resolve);
  return promise.finally(() => {
    clearTimeout(stalled);
    stopListening();
  });
}
