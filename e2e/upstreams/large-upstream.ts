import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { pipeline, Readable } from "node:stream";

export type LargeUpstream = {
  /** Ends in `/v1`. */
  baseUrl: string;
  /** How many bytes of answers have left this process. */
  sentBytes: () => number;
  openAnswers: () => number;
  close: () => Promise<void>;
};

const base = { id: "chatcmpl-large", object: "chat.completion.chunk", created: 1_790_000_000, model: "m" };
const toEvent = (delta: object, reason: string | null) =>
  `data: ${JSON.stringify({ ...base, choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;

/** A server whose every answer is `answerBytes` long, made and sent as fast as it is read. */
export async function startLargeUpstream({
  answerBytes,
  deltaBytes = 1024,
}: {
  answerBytes: number;
  deltaBytes?: number;
}): Promise<LargeUpstream> {
  const event = toEvent({ content: "x".repeat(deltaBytes) }, null);
  const sockets = new Set<Socket>();
  const open = new Set<ServerResponse>();

  const answer = function* () {
    for (let made = 0; made < answerBytes; made += event.length) yield event;
    yield `${toEvent({}, "stop")}data: [DONE]\n\n`;
  };

  const server = createServer((request, response) => {
    open.add(response);
    response.once("close", () => open.delete(response));
    request.resume();
    request.once("end", () => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      // A client that leaves ends it, which is no failure here.
      pipeline(Readable.from(answer()), response, () => {});
    });
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    sentBytes: () =>
      [...sockets].reduce((sum, socket) => sum + socket.bytesWritten - socket.writableLength, 0),
    openAnswers: () => open.size,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
