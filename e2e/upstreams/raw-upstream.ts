import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the upstream saw of one request. */
export type SeenRequest = {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
  /** Requests over one connection share it. */
  remotePort: number;
  /** Resolves with `performance.now()` when the connection is closed by the other side, or by us. */
  closed: Promise<number>;
};

/** The reply to one request, down to its bytes. */
export type RawReply = {
  request: SeenRequest;
  /** How many requests came before this one. */
  index: number;
  /** Sends status and headers at once. Without it, the first `write` sends 200 and `text/event-stream`. */
  head: (status: number, headers?: Record<string, string>) => void;
  write: (bytes: string | Uint8Array) => Promise<void>;
  /** One server-sent event. */
  event: (data: unknown) => Promise<void>;
  /** The client has left, or we have ended. */
  isClosed: () => boolean;
  /** Ends the body as it should end. */
  end: (bytes?: string | Uint8Array) => void;
  /** Cuts the connection: the client sees a reset. */
  reset: () => void;
  /** Closes the connection without the end that the body's encoding asks for. */
  cut: () => void;
};

export type RawUpstream = {
  /** Ends in `/v1`. */
  baseUrl: string;
  requests: SeenRequest[];
  close: () => Promise<void>;
};

/** A server for faults that no well-behaved one can make. `respond` scripts the reply to each request. */
export async function startRawUpstream(
  respond: (reply: RawReply) => void | Promise<void>,
  { port = 0 }: { port?: number } = {},
): Promise<RawUpstream> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const index = requests.length;
    const request = see(incoming, response);
    requests.push(request);
    request.body = await readBody(incoming);
    await respond(createReply({ request, response, index }));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function see(incoming: IncomingMessage, response: ServerResponse): SeenRequest {
  return {
    method: incoming.method ?? "",
    path: incoming.url ?? "",
    headers: incoming.headers,
    body: "",
    remotePort: incoming.socket.remotePort ?? 0,
    closed: new Promise((resolve) => response.once("close", () => resolve(performance.now()))),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function createReply({
  request,
  response,
  index,
}: {
  request: SeenRequest;
  response: ServerResponse;
  index: number;
}): RawReply {
  const head = (status: number, headers: Record<string, string> = {}) => {
    response.writeHead(status, headers);
    response.flushHeaders();
  };
  const write = async (bytes: string | Uint8Array) => {
    if (!response.headersSent) head(200, { "content-type": "text/event-stream" });
    if (response.destroyed) return;
    await new Promise<void>((resolve) => response.write(bytes, () => resolve()));
  };
  return {
    request,
    index,
    head,
    write,
    isClosed: () => response.destroyed,
    event: (data) => write(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`),
    end: (bytes) => {
      if (!response.headersSent) head(200, { "content-type": "text/event-stream" });
      response.end(bytes);
    },
    reset: () => response.socket?.resetAndDestroy(),
    cut: () => response.socket?.end(),
  };
}
