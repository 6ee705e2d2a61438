import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/app-error";
import { createId } from "@/lib/id";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import { type AnswerStream, createTurnTransport, type TurnTransport } from "./turn-transport";

vi.setConfig({ testTimeout: 15_000 });

type Seen = { method: string; path: string; lastEventId: string | undefined; body: string };
type Answer = (response: ServerResponse, seen: Seen) => void;

let seen: Seen[] = [];
let answers: Answer[] = [];
let server: ReturnType<typeof createServer>;
const realFetch = globalThis.fetch;

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

beforeEach(async () => {
  seen = [];
  answers = [];
  server = createServer(async (request, response) => {
    const call = {
      method: request.method ?? "",
      path: request.url ?? "",
      lastEventId: request.headers["last-event-id"]?.toString(),
      body: await readBody(request),
    };
    seen.push(call);
    const answer = answers.shift();
    if (answer === undefined) response.destroy();
    else answer(response, call);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  // A browser knows its server; a test says which it is.
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, init),
  );
});

afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const start = (id: string): AnswerChunk => ({ type: "start", messageId: id });
const text = (delta: string): AnswerChunk => ({ type: "text-delta", id: "0", delta });
const finish: AnswerChunk = { type: "finish" };
const done = "data: [DONE]\n\n";

const event = (cursor: string, laneId: string, ...chunks: AnswerChunk[]) =>
  `id: ${cursor}\ndata: ${JSON.stringify({ laneId, runId: "run-00001", chunks })}\n\n`;

const events =
  (...lines: string[]): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(lines.join(""));
  };

/** Sends these lines, then pulls the cable. */
const eventsThenReset =
  (...lines: string[]): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(lines.join(""), () => setTimeout(() => response.destroy(), 20));
  };

const refusal =
  (status: number, code: string): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { code, message: "Words for the user." } }));
  };

const turnId = "turn-000001";

function send(transport: TurnTransport, laneId: string) {
  return transport.send(turnId, {
    laneId,
    answerId: createId(),
    parentId: null,
    model: "demo/echo",
    settings: {},
    message: { id: createId(), text: `To ${laneId}` },
  });
}

async function collect(stream: AnswerStream): Promise<string> {
  let words = "";
  for await (const chunks of stream) {
    for (const chunk of chunks) words += chunk.type === "text-delta" ? chunk.delta : `[${chunk.type}]`;
  }
  return words;
}

const newTransport = () => createTurnTransport({ chatId: "chat-000001" });

describe("the lanes of one turn", () => {
  it("travel in one request, and each gets its own chunks", async () => {
    answers = [
      events(
        event("1.0", "lane-left", start("a")),
        event("1.2", "lane-right", start("b"), text("R")),
        event("3.2", "lane-left", text("L"), finish),
        event("3.3", "lane-right", finish),
        done,
      ),
    ];
    const transport = newTransport();
    const streams = await Promise.all([send(transport, "lane-left"), send(transport, "lane-right")]);
    expect(await Promise.all(streams.map(collect))).toEqual(["[start]L[finish]", "[start]R[finish]"]);
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/turns"]);
    const body = JSON.parse(seen[0]?.body ?? "");
    expect(body).toMatchObject({ turnId, chatId: "chat-000001" });
    expect(body.lanes.map((lane: { laneId: string }) => lane.laneId)).toEqual(["lane-left", "lane-right"]);
    expect(body.lanes[1].message.text).toBe("To lane-right");
  });

  it("may be left one by one: the others read on", async () => {
    answers = [
      events(event("1.0", "lane-left", text("L")), event("1.2", "lane-right", text("R"), finish), done),
    ];
    const transport = newTransport();
    const [left, right] = await Promise.all([send(transport, "lane-left"), send(transport, "lane-right")]);
    await left.cancel();
    expect(await collect(right)).toBe("R[finish]");
  });
});

describe("a connection that breaks", () => {
  it("is taken up at its cursor, as often as it takes, and everything comes once", async () => {
    answers = [
      eventsThenReset(event("1", "lane-left", start("a")), event("2", "lane-left", text("one "))),
      eventsThenReset(event("3", "lane-left", text("two "))),
      // An event that did not arrive whole is none.
      eventsThenReset(event("4", "lane-left", text("three ")), 'id: 5\ndata: {"laneId":"lane-left","chu'),
      events(event("5", "lane-left", text("four")), event("6", "lane-left", finish), done),
    ];
    expect(await collect(await send(newTransport(), "lane-left"))).toBe("[start]one two three four[finish]");
    expect(seen.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "2", "3", "4"]);
    expect(seen.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it("before anything came is taken up from the start", async () => {
    answers = [
      eventsThenReset(": keep-alive\n\n"),
      events(event("2", "lane-left", text("all"), finish), done),
    ];
    expect(await collect(await send(newTransport(), "lane-left"))).toBe("all[finish]");
    expect(seen[1]).toMatchObject({ path: `/api/turns/${turnId}/events`, lastEventId: undefined });
  });

  it("to a server that is restarting is taken up when that is over", async () => {
    answers = [
      eventsThenReset(event("1", "lane-left", text("before, "))),
      refusal(503, "not_ready"),
      (response) => response.writeHead(502).end("<h1>Bad gateway</h1>"),
      events(event("3", "lane-left", text("after"), finish), done),
    ];
    expect(await collect(await send(newTransport(), "lane-left"))).toBe("before, after[finish]");
  });

  it("for good ends in an error, not in silence", async () => {
    answers = [eventsThenReset(event("1", "lane-left", text("the only words")))];
    const stream = await send(newTransport(), "lane-left");
    await expect(collect(stream)).rejects.toThrow(TypeError);
    expect(seen).toHaveLength(5);
  });

  it("whose log is gone ends at once in the server's words", async () => {
    answers = [eventsThenReset(event("1", "lane-left", text("x"))), refusal(410, "events_expired")];
    const stream = await send(newTransport(), "lane-left");
    await expect(collect(stream)).rejects.toMatchObject({
      code: "events_expired",
      message: "Words for the user.",
    });
    expect(seen).toHaveLength(2);
  });

  it("is no answer: a lane whose finish never came is broken", async () => {
    answers = [events(event("1", "lane-left", text("cut")), done)];
    await expect(collect(await send(newTransport(), "lane-left"))).rejects.toThrow("without its finish");
  });
});

describe("a turn that is refused", () => {
  it("rejects every lane with the server's code and words", async () => {
    answers = [refusal(409, "lane_busy")];
    const transport = newTransport();
    const sent = await Promise.allSettled([send(transport, "lane-left"), send(transport, "lane-right")]);
    for (const result of sent) {
      const reason = result.status === "rejected" ? result.reason : null;
      expect(reason).toBeInstanceOf(AppError);
      expect(reason).toMatchObject({ code: "lane_busy", message: "Words for the user." });
    }
    expect(seen).toHaveLength(1);
  });

  it("by something that is not our server says its status", async () => {
    answers = [(response) => response.writeHead(502).end("<h1>Bad gateway</h1>")];
    await expect(send(newTransport(), "lane-left")).rejects.toThrow("502");
  });
});

it("a lane that comes back hears its turn from the start", async () => {
  answers = [
    events(
      event("0.1", "lane-right", text("not mine")),
      event("2.1", "lane-left", text("mine"), finish),
      done,
    ),
  ];
  expect(await collect(await newTransport().resume(turnId, "lane-left"))).toBe("mine[finish]");
});
