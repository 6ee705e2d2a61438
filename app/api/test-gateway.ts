import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { importRoute, readParams, routeFiles, startTestServer } from "./test-server";

/** The product's routes behind a real port, for clients that are not ours. */
export async function startTestGateway(options: Parameters<typeof startTestServer>[0] = {}) {
  const server = await startTestServer(options);
  const { flushLedger } = await import("@/lib/server/gateway/ledger");
  const { answerDirectly } = await import("@/lib/server/gateway/answer-directly");
  const http = createServer((request, response) => void serve(answerDirectly, request, response));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  return {
    ...server,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    /** The rows of the ledger, oldest first, once what has ended is stored. */
    readLedger: async () => {
      await flushLedger();
      return (await server.getDb()).selectFrom("runs").selectAll().orderBy("started_at").execute();
    },
    close: async () => {
      http.closeAllConnections();
      http.close();
      await flushLedger();
      await server.close();
    },
  };
}

export type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** Completions are answered as the gateway's entrance has them answered, everything else as Next does it. */
async function serve(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const isDirect = incoming.method === "POST" && url.pathname === "/v1/chat/completions";
  if (isDirect && incoming.headers.origin === undefined) return answer(incoming, outgoing);
  const found = routeFiles.find(({ pattern }) => pattern.test(url.pathname));
  const exported = found && (await importRoute(found.file));
  const handle = Object.entries(exported ?? {}).find(([method]) => method === incoming.method)?.[1];
  if (found === undefined || handle === undefined) return void outgoing.writeHead(404).end();
  const left = new AbortController();
  outgoing.once("close", () => outgoing.writableFinished || left.abort(new Error("The client left.")));
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const request = new Request(url, {
    method: incoming.method ?? "GET",
    headers: incoming.headers as Record<string, string>,
    signal: left.signal,
    ...(incoming.method === "GET" ? {} : { body: Buffer.concat(chunks) }),
  });
  const response = await handle(request, { params: Promise.resolve(readParams(found, url.pathname)) }).catch(
    () => null,
  );
  if (response === null) return void outgoing.destroy();
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  outgoing.once("close", () => reader?.cancel().catch(() => {}));
  try {
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read())
      outgoing.write(read.value);
    outgoing.end();
  } catch {
    // An answer that was ended early ends its connection, as Next does it.
    outgoing.destroy();
  }
}
