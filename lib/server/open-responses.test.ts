import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { finishResponses, noteResponses } from "./open-responses";

let server: Server;
let address: string;
const answering: ServerResponse[] = [];

async function listen(answer: RequestListener): Promise<void> {
  server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("The server has no port.");
  address = `http://127.0.0.1:${bound.port}`;
}

/** What the server was asked, in the order it came. */
async function asked(count: number): Promise<void> {
  await expect.poll(() => answering.length).toBe(count);
}

beforeAll(noteResponses);
beforeEach(() => answering.splice(0));
afterEach(() => server.closeAllConnections());

it("lets what is being answered end, and takes no new connection meanwhile", async () => {
  await listen((_, response) => {
    response.write("The first half, ");
    answering.push(response);
  });
  const page = fetch(address).then((response) => response.text());
  await asked(1);
  const finished = finishResponses(5_000);
  await expect(fetch(address)).rejects.toThrow("fetch failed");
  answering[0]?.end("and the second.");
  await expect(page).resolves.toBe("The first half, and the second.");
  await finished;
});

it("waits for no follower of a turn, and not for longer than it may", async () => {
  await listen((_, response) => {
    response.write("\n");
    answering.push(response);
  });
  const turn = await fetch(`${address}/api/turns/one/events`);
  await asked(1);
  let startedAt = performance.now();
  await finishResponses(5_000);
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  await turn.body?.cancel();

  await listen((_, response) => {
    response.write("Never ends");
    answering.push(response);
  });
  const endless = await fetch(address);
  await asked(2);
  startedAt = performance.now();
  await finishResponses(100);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(99);
  await endless.body?.cancel();
});
