import { once } from "node:events";
import { createServer, request, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import type { DirectReader, PassedPiece } from "@/lib/server/wire/direct-reader";
import { toBodyWriter } from "./write-body";
import { writeDirectly } from "./write-directly";

const encode = (piece: string) => new TextEncoder().encode(piece);
const head = () => new Response(null, { headers: { "content-type": "text/event-stream" } });
let server: Server;

afterEach(() => server.closeAllConnections());

async function listen(answer: (response: ServerResponse) => void): Promise<number> {
  server = createServer((_, response) => answer(response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

/** A reader of pieces that come when they are given; an error ends it. */
function toReader() {
  const there: (PassedPiece | null | Error)[] = [];
  let wake = () => {};
  const reader: DirectReader<PassedPiece> = {
    take: () => {
      const piece = there.shift();
      if (piece instanceof Error) throw piece;
      return piece;
    },
    onMore: (wakeNext) => {
      wake = wakeNext;
    },
    cancel: () => {},
  };
  const give = (...pieces: (PassedPiece | null | Error)[]) => {
    there.push(...pieces);
    wake();
  };
  return { reader, give };
}

/** All bytes that a connection brings for one request. */
async function ask(port: number, version: "1.0" | "1.1"): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET / HTTP/${version}\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  return text(socket);
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

it("what comes at once leaves as one chunk, texts and bytes alike", async () => {
  const { reader, give } = toReader();
  const port = await listen((response) => void writeDirectly(response, { head: head(), pieces: reader }));
  const answer = ask(port, "1.1");
  await expect.poll(() => server.listenerCount("request")).toBe(1);
  await turn();
  give("first\n");
  await turn();
  give("zwölf\n", encode("€ 🙂\n"), "third\n");
  await turn();
  give("last\n", null);
  const [, body] = (await answer).split("\r\n\r\n", 2);
  expect(body).toBe("6\r\nfirst\n\r\n16\r\nzwölf\n€ 🙂\nthird\n\r\n5\r\nlast\n\r\n0");
});

it("what is written in one turn of the event loop leaves in its order", async () => {
  const port = await listen((response) => {
    response.writeHead(200);
    const write = toBodyWriter(response);
    for (const piece of ["a\n", "b\n", "c\n"]) write([piece]);
    response.end();
  });
  expect((await ask(port, "1.1")).split("\r\n\r\n", 2)[1]).toBe("2\r\na\n\r\n2\r\nb\n\r\n2\r\nc\n\r\n0");
});

it("the head waits a moment for the first piece, and no longer", async () => {
  const { reader, give } = toReader();
  const port = await listen((response) => void writeDirectly(response, { head: head(), pieces: reader }));
  const socket = connect(port, "127.0.0.1");
  const received: string[] = [];
  socket.on("data", (data) => received.push(String(data)));
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
  await expect.poll(() => received.join("")).toMatch(/^HTTP\/1\.1 200 OK\r\n.+\r\n\r\n$/s);
  give("late\n", null);
  await once(socket, "end");
  expect(received.join("")).toMatch(/\r\n\r\n5\r\nlate\n\r\n0\r\n\r\n$/);
});

it("a whole answer that is there at once leaves in one piece", async () => {
  const { reader, give } = toReader();
  const port = await listen((response) => void writeDirectly(response, { head: head(), pieces: reader }));
  const received: string[] = [];
  const socket = connect(port, "127.0.0.1").on("data", (data) => received.push(String(data)));
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  await once(server, "request");
  give("all\n", null);
  await expect.poll(() => received.join("")).toMatch(/4\r\nall\n\r\n0\r\n\r\n$/);
  expect(received).toHaveLength(1);
  socket.destroy();
});

it("a client of HTTP/1.0 gets the same text without chunks", async () => {
  const { reader, give } = toReader();
  const port = await listen((response) => void writeDirectly(response, { head: head(), pieces: reader }));
  const answer = ask(port, "1.0");
  give("first\n");
  await turn();
  give("zwölf\n", encode("€\n"));
  await turn();
  give(null);
  expect((await answer).split("\r\n\r\n", 2)[1]).toBe("first\nzwölf\n€\n");
});

it("a second request on the connection is answered after the first, whole", async () => {
  const readers = [toReader(), toReader()];
  const asked: ServerResponse[] = [];
  const port = await listen((response) => {
    const { reader } = readers[asked.push(response) - 1] ?? toReader();
    void writeDirectly(response, { head: head(), pieces: reader });
  });
  const socket = connect(port, "127.0.0.1");
  const one = "GET / HTTP/1.1\r\nhost: localhost\r\n";
  socket.write(`${one}\r\n${one}connection: close\r\n\r\n`);
  const all = text(socket);
  await expect.poll(() => asked.length).toBe(2);
  readers[1]?.give("b1\n");
  await turn();
  readers[1]?.give("b2\n");
  readers[0]?.give("a1\n");
  await turn();
  readers[0]?.give("a2\n");
  await turn();
  readers[0]?.give(null);
  await turn();
  readers[1]?.give("b3\n", null);
  const bodies = (await all).split(/HTTP\/1\.1.+?\r\n\r\n/s).slice(1);
  // Without the chunks' framing.
  expect(bodies.map((body) => body.replaceAll(/\b\d+\r\n|\r\n/g, ""))).toEqual(["a1\na2\n", "b1\nb2\nb3\n"]);
});

it("what came before a failure is told, and the connection then ends early", async () => {
  const { reader, give } = toReader();
  const port = await listen((response) => void writeDirectly(response, { head: head(), pieces: reader }));
  const received: string[] = [];
  const call = request({ port, host: "127.0.0.1" });
  call.end();
  const [response] = await once(call, "response");
  response.on("data", (data: Buffer) => received.push(String(data)));
  const failed = once(response, "error");
  give("one\n");
  await turn();
  give("two\n", new Error("The upstream broke."));
  await failed;
  expect(received.join("")).toBe("one\ntwo\n");
});

it("a client that reads nothing holds the reader back, and gets all once it reads", async () => {
  const piece = "x".repeat(65_536);
  let given = 0;
  const reader: DirectReader<PassedPiece> = {
    take: () => (given < 1_000 ? `${given++}${piece}` : null),
    onMore: () => {},
    cancel: () => {},
  };
  const port = await listen((response) => void writeDirectly(response, { head: head(), pieces: reader }));
  const call = request({ port, host: "127.0.0.1" });
  call.end();
  const [response] = await once(call, "response");
  await turn();
  const heldAt = given;
  expect(heldAt).toBeLessThan(500);
  await turn();
  expect(given).toBe(heldAt);
  const whole = await text(response);
  expect(whole).toBe(Array.from({ length: 1_000 }, (_, index) => `${index}${piece}`).join(""));
});

it("a client that leaves while its last piece is on the way is let go of", async () => {
  const { reader, give } = toReader();
  const written = Promise.withResolvers<Response>();
  const port = await listen((response) => {
    written.resolve(writeDirectly(response, { head: head(), pieces: reader, keepAliveMs: 20 }));
  });
  // It takes nothing: all that is written waits for it.
  const socket = connect(port, "127.0.0.1").pause();
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  await once(server, "request");
  await turn();
  give("x".repeat(16_000_000), null);
  await turn();
  socket.destroy();
  expect((await written.promise).status).toBe(200);
});

it("a client that takes nothing of the end gets no signs of life after it, which would end the process", async () => {
  const asked = Promise.withResolvers<ServerResponse>();
  const socketOf = async () => (await asked.promise).socket;
  let isFull = false;
  const reader: DirectReader<PassedPiece> = {
    take: () => (isFull ? null : "x".repeat(1_000)),
    onMore: () => {},
    cancel: () => {},
  };
  // One piece a turn, until one has to wait for the client: the end comes right behind it.
  const taking = { ...reader };
  let isTurn = true;
  taking.take = () => {
    isTurn = !isTurn;
    return isTurn ? undefined : reader.take();
  };
  taking.onMore = (wake) => {
    setImmediate(async () => {
      isFull = ((await socketOf())?.writableLength ?? 0) > 0;
      wake();
    });
  };
  const port = await listen((response) => {
    void writeDirectly(response, { head: head(), pieces: taking, keepAliveMs: 20 });
    asked.resolve(response);
  });
  const socket = connect(port, "127.0.0.1").pause();
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  const response = await asked.promise;
  const errors: unknown[] = [];
  response.on("error", (error) => errors.push(error));
  await expect.poll(() => response.writableEnded, { timeout: 10_000 }).toBe(true);
  expect(response.writableFinished).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(errors).toEqual([]);
  socket.destroy();
});
