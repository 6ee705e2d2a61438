import { createServer } from "node:http";

/** A server on this machine that nobody has a reason to talk to: it notes who does. */
export class Canary {
  /** What was asked for; `connection` for who only connected. */
  readonly heard: string[] = [];
  readonly #server = createServer((request, response) => {
    this.heard.push(request.url ?? "");
    response.end();
  });

  async start(): Promise<void> {
    this.#server.on("connection", () => this.heard.push("connection"));
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  /** Its origin, once started. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The canary has no port.");
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
