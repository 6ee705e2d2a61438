import "server-only";
import type { ServerResponse } from "node:http";
import type { DirectReader } from "@/lib/server/wire/direct-reader";

/** A client that has taken nothing for this long is let go. */
export const stalledAfterMs = 60_000;

type Directly = {
  head: Response;
  text: DirectReader<string>;
  /** A comment is written after this much silence; without it, `text` says by itself that it is alive. */
  keepAliveMs?: number;
};

/**
 * Streams an answer straight into the node response: through web streams and Next each token costs twice as much. Next
 * then finds its response sent. Resolves when the answer has ended or its client has left.
 */
export async function writeDirectly(
  response: ServerResponse,
  { head, text, keepAliveMs }: Directly,
): Promise<Response> {
  response.writeHead(head.status, Object.fromEntries(head.headers));
  response.flushHeaders();
  const onClose = () => {
    if (!response.writableFinished) text.cancel(new Error("The client left."));
  };
  response.once("close", onClose);
  const silence =
    keepAliveMs === undefined
      ? undefined
      : setInterval(() => {
          if (!response.writableNeedDrain) response.write(": keep-alive\n\n");
        }, keepAliveMs).unref();
  try {
    for (let piece = await text.next(); piece !== null; piece = await text.next()) {
      silence?.refresh();
      if (!response.write(Buffer.from(piece))) await drained(response);
    }
    await new Promise<void>((resolve) => response.end(resolve));
  } catch {
    // An answer that was ended early is told by the end of its connection, after what had come.
    response.destroy();
  } finally {
    clearInterval(silence);
  }
  return new Response(null, { status: head.status });
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
