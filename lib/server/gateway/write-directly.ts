import "server-only";
import type { ServerResponse } from "node:http";
import type { DirectReader } from "@/lib/server/wire/direct-reader";

type Directly = { head: Response; text: DirectReader<string>; keepAliveMs: number };

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
  const silence = setInterval(() => {
    if (!response.writableNeedDrain) response.write(": keep-alive\n\n");
  }, keepAliveMs).unref();
  try {
    for (let piece = await text.next(); piece !== null; piece = await text.next()) {
      silence.refresh();
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

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off("drain", settle);
      response.off("close", settle);
      resolve();
    };
    response.on("drain", settle);
    response.on("close", settle);
    if (response.destroyed) settle();
  });
}
