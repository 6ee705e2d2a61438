// The floor: a node server that passes an upstream's bytes on without looking at them, and refuses what is above its limit.
//
//   node bench/pipe.mjs <port> <upstream's base URL> [<limit>]
import { Agent, createServer, request as send } from "node:http";

const [port, upstream, limit = Number.POSITIVE_INFINITY] = process.argv.slice(2);
const url = `${upstream}/chat/completions`;
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
let running = 0;

createServer((request, response) => {
  if (request.method !== "POST") return response.end("ready");
  if (running >= Number(limit)) return response.writeHead(503, { "retry-after": "1" }).end("full");
  running += 1;
  const headers = { "content-type": "application/json", authorization: "Bearer bench" };
  const call = send(url, { method: "POST", agent, headers }, (answer) => {
    response.writeHead(answer.statusCode, { "content-type": answer.headers["content-type"] });
    answer.pipe(response);
  });
  call.on("error", () => response.destroy());
  response.on("close", () => {
    running -= 1;
    call.destroy();
  });
  request.pipe(call);
})
  .on("connection", (socket) => socket.setNoDelay(true))
  .listen(Number(port), "127.0.0.1", () => console.log("ready"));
