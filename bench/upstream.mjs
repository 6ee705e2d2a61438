// An OpenAI-compatible server whose every token is the time at which it was written.
//
//   node bench/upstream.mjs <port>
//
// The model id says what to stream: `stamps-500-50` is 500 tokens at 50 a second, `stamps-2000-0` is 2,000 tokens, each
// in an event of its own, as fast as the connection takes them. A token reads `@<microseconds, base 36>@ `.
import { createServer } from "node:http";
import { now } from "./clock.mjs";

const tickMs = 4;
const paced = new Set();

function readPlan(model) {
  const match = /stamps-(\d+)-(\d+)$/.exec(model);
  return match === null ? null : { count: Number(match[1]), tokensPerSecond: Number(match[2]) };
}

class Stream {
  constructor({ response, model, plan }) {
    this.response = response;
    this.plan = plan;
    this.sent = 0;
    this.startedAt = now();
    const created = Math.floor(Date.now() / 1000);
    this.head = `data: {"id":"bench","object":"chat.completion.chunk","created":${created},"model":${JSON.stringify(model)}`;
  }

  toEvent(delta, finishReason) {
    const choice = `{"index":0,"delta":${delta},"finish_reason":${finishReason}}`;
    return `${this.head},"choices":[${choice}]}\n\n`;
  }

  begin() {
    this.response.flushHeaders();
    this.writeFrame(this.toEvent('{"role":"assistant","content":""}', "null"));
  }

  /** Framed here and written in one piece: Node's four writes for each would use more of the machine than who is measured. */
  writeFrame(text) {
    return this.response.socket.write(`${text.length.toString(16)}\r\n${text}\r\n`, "latin1");
  }

  writeToken() {
    this.sent += 1;
    return this.writeFrame(this.toEvent(`{"content":"@${now().toString(36)}@ "}`, "null"));
  }

  /** Writes the tokens that are due; true when all have been written. */
  writeDue() {
    const elapsed = (now() - this.startedAt) / 1_000_000;
    const due = Math.min(this.plan.count, Math.floor(elapsed * this.plan.tokensPerSecond) + 1);
    while (this.sent < due) this.writeToken();
    return this.sent === this.plan.count;
  }

  /** One token per turn of the event loop, waiting while the connection is full. */
  writeUnpaced() {
    if (this.response.destroyed) return;
    if (this.sent === this.plan.count) return this.finish();
    if (this.writeToken()) setImmediate(() => this.writeUnpaced());
    else this.response.socket.once("drain", () => this.writeUnpaced());
  }

  finish() {
    const { count } = this.plan;
    const usage = `{"prompt_tokens":10,"completion_tokens":${count},"total_tokens":${count + 10}}`;
    this.writeFrame(this.toEvent("{}", '"stop"'));
    this.writeFrame(`${this.head},"choices":[],"usage":${usage}}\n\ndata: [DONE]\n\n`);
    this.response.end();
  }
}

setInterval(() => {
  for (const stream of paced) {
    if (stream.response.destroyed) paced.delete(stream);
    else if (stream.writeDue()) {
      paced.delete(stream);
      stream.finish();
    }
  }
}, tickMs);

function complete(text, response) {
  const { model } = JSON.parse(text);
  const plan = readPlan(model);
  if (plan === null) {
    response.writeHead(404, { "content-type": "application/json" });
    return response.end(`{"error":{"message":"No model of that name."}}`);
  }
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  const stream = new Stream({ response, model, plan });
  stream.begin();
  if (plan.tokensPerSecond === 0) return stream.writeUnpaced();
  stream.writeDue();
  paced.add(stream);
}

createServer((request, response) => {
  if (!request.url.endsWith("/chat/completions")) {
    response.writeHead(200, { "content-type": "application/json" });
    return response.end(`{"object":"list","data":[]}`);
  }
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => complete(Buffer.concat(parts).toString(), response));
})
  .on("connection", (socket) => socket.setNoDelay(true))
  .listen(Number(process.argv[2]), "127.0.0.1", () => console.log("ready"));
