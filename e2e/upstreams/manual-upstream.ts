import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Body = { model: string; stream?: boolean; messages: { role: string; content: string }[] };

/** Tokens and reason; without `reasoning` its tokens are not told apart. */
type Finish = {
  input?: number;
  output?: number;
  reasoning?: number;
  reason?: "stop" | "length" | "content_filter";
};

/** One request that a test answers by hand. */
export class ManualAnswer {
  readonly body: Body;
  readonly headers: IncomingMessage["headers"];
  /** When the request had arrived, in ms of `performance.now()`. */
  readonly receivedAt = performance.now();
  /** When each text was handed to the socket, in ms of `performance.now()`. */
  readonly saidAt: number[] = [];
  /** When its end was handed to the socket, in ms of `performance.now()`; null before. */
  finishedAt: number | null = null;
  readonly #response: ServerResponse;
  /** When the client closed the connection before the end, in ms of `performance.now()`; null while it is open. */
  closedAt: number | null = null;

  constructor(body: Body, headers: IncomingMessage["headers"], response: ServerResponse) {
    this.body = body;
    this.headers = headers;
    this.#response = response;
    response.on("close", () => {
      if (!response.writableFinished) this.closedAt = performance.now();
    });
    response.writeHead(200, { "content-type": "text/event-stream" });
    this.#write({ role: "assistant", content: "" });
  }

  say(content: string): void {
    this.#write({ content });
    this.saidAt.push(performance.now());
  }

  think(reasoning_content: string): void {
    this.#write({ reasoning_content });
  }

  finish({ input = 5, output = 7, reasoning, reason = "stop" }: Finish = {}): void {
    const usage = {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      ...(reasoning === undefined ? {} : { completion_tokens_details: { reasoning_tokens: reasoning } }),
    };
    this.#send({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
    this.#send({ choices: [], usage });
    this.#response.end("data: [DONE]\n\n");
    this.finishedAt = performance.now();
  }

  #write(delta: object): void {
    this.#send({ choices: [{ index: 0, delta, finish_reason: null }] });
  }

  #send(chunk: object): void {
    const base = {
      id: "chatcmpl-manual",
      object: "chat.completion.chunk",
      created: 1,
      model: this.body.model,
    };
    this.#response.write(`data: ${JSON.stringify({ ...base, ...chunk })}\n\n`);
  }
}

/** An OpenAI-compatible server whose answers a test writes piece by piece, so that nothing depends on time. */
export class ManualUpstream {
  readonly #answers: ManualAnswer[] = [];
  #waiting: (() => void)[] = [];
  readonly #server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      this.#answers.push(new ManualAnswer(JSON.parse(text), request.headers, response));
      for (const wake of this.#waiting.splice(0)) wake();
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  /** The base URL, once started. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The upstream has no port.");
    return `http://127.0.0.1:${address.port}/v1`;
  }

  get requestCount(): number {
    return this.#answers.length;
  }

  /** The request number `index`, from 0, as soon as it is there. */
  async answer(index: number): Promise<ManualAnswer> {
    for (;;) {
      const answer = this.#answers[index];
      if (answer !== undefined) return answer;
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
