// Several instances of Switchyard behind one port, in one file and without packages: an example, and what the tests use.
//
//   node examples/two-instances/proxy.mjs 3000 http://127.0.0.1:3001 http://127.0.0.1:3002
//
// Requests go to the instances in turn. One that refuses the connection is passed over until it is back. Streams are
// passed on piece by piece in both directions, and who leaves on one side is let go on the other.
import { createServer, request as send } from "node:http";
import { pathToFileURL } from "node:url";

/** How long an instance that could not be reached is passed over. */
const avoidMs = 1_000;

/** Starts the proxy on loopback; resolves with how to close it. */
export async function startProxy({ port, targets }) {
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
      // A connection for each request: a kept one may be closed by its instance just as it is used again, when a part of
      // the body has been sent that nobody has any more.
      agent: false,
      host: url.hostname,
      port: url.port,
      method: incoming.method,
      path: incoming.url,
      // Host stays what the browser asked for: Switchyard checks it.
      headers: {
        ...incoming.headers,
        connection: "close",
        "x-forwarded-for": incoming.socket.remoteAddress ?? "",
      },
    });
    // Nothing of the body is read before somebody is there who takes it.
    onward.on("socket", (socket) => socket.once("connect", () => incoming.pipe(onward)));
    onward.on("response", (response) => {
      outgoing.writeHead(response.statusCode ?? 502, ownHeaders(response.rawHeaders));
      outgoing.flushHeaders();
      response.pipe(outgoing);
      response.on("error", () => outgoing.destroy());
    });
    onward.on("error", (error) => {
      const isUnsent = error.code === "ECONNREFUSED";
      if (isUnsent) instance.avoidUntil = Date.now() + avoidMs;
      if (isUnsent && others.length > 0) {
        pass(incoming, outgoing, others);
        return;
      }
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502, { "content-type": "text/plain" }).end("No instance answers.\n");
    });
    outgoing.on("close", () => onward.destroy());
  }

  const server = createServer((incoming, outgoing) => {
    // The browser left before it had said what it wanted.
    incoming.on("error", () => outgoing.destroy());
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
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Without what is about the connection to the instance. */
function ownHeaders(rawHeaders) {
  const isOwn = (_, index) => !/^(?:connection|keep-alive)$/i.test(rawHeaders[index - (index % 2)]);
  return rawHeaders.filter(isOwn);
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
