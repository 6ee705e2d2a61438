// Several instances of Switchyard behind one port, in one file and without packages: an example, and what the tests use.
//
//   node examples/two-instances/proxy.mjs 3000 http://127.0.0.1:3001 http://127.0.0.1:3002
//
// Requests go to the instances in turn. One that refuses the connection is passed over until it is back. Streams are
// passed on piece by piece, and who leaves on one side is let go on the other.
import { Agent, createServer, request as send } from "node:http";
import { pathToFileURL } from "node:url";

/** How long an instance that could not be reached is passed over. */
const avoidMs = 1_000;

/** Starts the proxy on loopback; resolves with how to close it. */
export async function startProxy({ port, targets }) {
  const agent = new Agent({ keepAlive: true });
  const instances = targets.map((target) => ({ url: new URL(target), avoidUntil: 0 }));
  let turn = 0;

  /** The instances in the order in which this request tries them. */
  function order() {
    turn += 1;
    const rotated = instances.map((_, index) => instances[(turn + index) % instances.length]);
    const now = Date.now();
    return [
      ...rotated.filter(({ avoidUntil }) => avoidUntil <= now),
      ...rotated.filter(({ avoidUntil }) => avoidUntil > now),
    ];
  }

  function pass(incoming, outgoing, [instance, ...others]) {
    const { url } = instance;
    const onward = send({
      agent,
      host: url.hostname,
      port: url.port,
      method: incoming.method,
      path: incoming.url,
      // Host stays what the browser asked for: Switchyard checks it.
      headers: { ...incoming.headers, "x-forwarded-for": incoming.socket.remoteAddress ?? "" },
    });
    onward.on("response", (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
      outgoing.flushHeaders();
      response.pipe(outgoing);
      response.on("error", () => outgoing.destroy());
    });
    onward.on("error", (error) => {
      // A kept connection may have been closed by the instance just as it was used again.
      const isUnsent = error.code === "ECONNREFUSED" || (error.code === "ECONNRESET" && onward.reusedSocket);
      if (error.code === "ECONNREFUSED") instance.avoidUntil = Date.now() + avoidMs;
      if (isUnsent && others.length > 0 && !outgoing.headersSent) {
        pass(incoming, outgoing, others);
        return;
      }
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502, { "content-type": "text/plain" }).end("No instance answers.\n");
    });
    outgoing.on("close", () => onward.destroy());
    onward.end(incoming.body);
  }

  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk);
    } catch {
      // The browser left before it had said what it wanted.
      outgoing.destroy();
      return;
    }
    incoming.body = Buffer.concat(chunks);
    pass(incoming, outgoing, order());
  });
  // An event stream may be silent for long.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 65_000;
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [port, ...targets] = process.argv.slice(2);
  if (targets.length === 0) {
    process.stderr.write("Usage: node proxy.mjs PORT http://127.0.0.1:3001 http://127.0.0.1:3002 …\n");
    process.exit(1);
  }
  await startProxy({ port: Number(port), targets });
  process.stdout.write(`http://localhost:${port} → ${targets.join(", ")}\n`);
}
