import { once } from "node:events";
import { createServer, type IncomingMessage, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startProxy } from "./proxy.mjs";

const received: IncomingMessage[] = [];
const instance = createServer((request, response) => {
  received.push(request);
  request.once("data", (first) => {
    response.writeHead(200, { "x-answer": "of the instance" }).write(`began with ${first}; `);
    let bytes = first.length;
    request.on("data", (chunk) => {
      bytes += chunk.length;
    });
    request.on("end", () => response.end(`${bytes} bytes`));
  });
});
/** Nobody listens there. */
const gone = createServer();
let proxy: Awaited<ReturnType<typeof startProxy>>;
let port: number;

async function listen(server: typeof instance): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  const ports = [await listen(gone), await listen(instance)];
  await new Promise((resolve) => gone.close(resolve));
  const free = createServer();
  port = await listen(free);
  await new Promise((resolve) => free.close(resolve));
  proxy = await startProxy({ port, targets: ports.map((each) => `http://127.0.0.1:${each}`) });
});
afterAll(async () => {
  await proxy.close();
  instance.closeAllConnections();
  instance.close();
});

it("passes a body on while it comes, past an instance that is gone", async () => {
  for (let round = 0; round < 4; round += 1) {
    const call = send({ port, host: "127.0.0.1", method: "POST", path: "/", headers: { host: "here:1" } });
    call.write("the first piece");
    const [response] = (await once(call, "response")) as [IncomingMessage];
    call.end(Buffer.alloc(1_000_000));
    expect(await text(response)).toBe("began with the first piece; 1000015 bytes");
    expect(response.headers["x-answer"]).toBe("of the instance");
    expect(response.headers.connection).not.toBe("close");
    expect(received.at(-1)?.headers).toMatchObject({ host: "here:1", "x-forwarded-for": "127.0.0.1" });
  }
});

it("lets the instance go when the sender leaves in the middle of its body", async () => {
  const call = send({ port, host: "127.0.0.1", method: "POST", path: "/" });
  call.on("error", () => {});
  call.write("the first piece");
  await once(call, "response");
  const request = received.at(-1) as IncomingMessage;
  const left = new Promise((resolve) => request.once("error", resolve));
  call.destroy();
  expect(await left).toMatchObject({ code: "ECONNRESET" });
});
