import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  laneWith,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";

vi.setConfig({ testTimeout: 20_000 });

type Call = { url: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };
type Upstream = { url: string; calls: Call[]; answer: (response: ServerResponse, call: Call) => void };

const servers: Server[] = [];
const canary = "canary-key-abcdef-123456";
const canaryHeader = "canary-header-abcdef-123456";

const say =
  (text: string, extra: object = {}) =>
  (response: ServerResponse) => {
    const chunk = (delta: object, finish_reason: string | null) =>
      `data: ${JSON.stringify({ id: "1", model: "m", created: 1, choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`${chunk({ content: text, ...extra }, null)}${chunk({}, "stop")}data: [DONE]\n\n`);
  };

async function startUpstream(): Promise<Upstream> {
  const upstream: Upstream = { url: "", calls: [], answer: say("Fine.") };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const call = { url: request.url ?? "", headers: request.headers, body: JSON.parse(body || "{}") };
    upstream.calls.push(call);
    upstream.answer(response, call);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  upstream.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return upstream;
}

let server: TestServer;
let acme: Upstream;
let stranger: Upstream;
const unhandled: unknown[] = [];
const remember = (reason: unknown) => unhandled.push(reason);

beforeAll(async () => {
  process.on("unhandledRejection", remember);
  [acme, stranger] = await Promise.all([startUpstream(), startUpstream()]);
  server = await startTestServer({
    settings: {
      ACME_KEY: canary,
      ACME_TOKEN: canaryHeader,
      OPENAI_API_KEY: "",
      LLAMA_API_KEY: canary,
      LLAMA_BASE_URL: `${acme.url}/chat/completions/`,
    },
    config: {
      providers: {
        acme: {
          baseUrl: acme.url,
          keyVariable: "ACME_KEY",
          headers: { "x-token": { env: "ACME_TOKEN" }, "x-team": "blue" },
          body: { safe_mode: true },
        },
        keyless: { baseUrl: stranger.url, keyVariable: null },
      },
    },
  });
});

beforeEach(() => {
  for (const upstream of [acme, stranger]) {
    upstream.calls = [];
    upstream.answer = say("Fine.");
  }
});

afterAll(async () => {
  await server.close();
  for (const upstream of servers) {
    upstream.closeAllConnections();
    upstream.close();
  }
  process.off("unhandledRejection", remember);
  expect(unhandled).toEqual([]);
});

const run = async (turn: ReturnType<typeof turnWith>) =>
  readTurn(await server.send("POST", "/api/turns", { body: turn, headers: { accept: "text/event-stream" } }));
const ask = (model: string, overrides: object = {}) =>
  turnWith({ lanes: [laneWith({ model, ...overrides })] });

describe("a key", () => {
  it("goes to the address the operator pinned it to, with the headers and fields of that provider", async () => {
    const turn = ask("acme/org/Model-1", { settings: { temperature: 0.5, body: { top_k: 4 } } });
    expect(toText((await run(turn)).events)).toBe("Fine.");
    expect(acme.calls).toHaveLength(1);
    expect(acme.calls[0]).toMatchObject({
      url: "/v1/chat/completions",
      headers: { authorization: `Bearer ${canary}`, "x-token": canaryHeader, "x-team": "blue" },
      body: { model: "org/Model-1", temperature: 0.5, top_k: 4, safe_mode: true, stream: true },
    });
  });

  it("goes to no other provider", async () => {
    await run(ask("keyless/m"));
    expect(stranger.calls[0]?.headers.authorization).toBeUndefined();
    expect(JSON.stringify(stranger.calls)).not.toContain("canary");
  });

  it("of Llama goes where LLAMA_BASE_URL says, with what that service needs", async () => {
    await run(ask("llama/Llama-4-Scout-17B-16E-Instruct-FP8"));
    expect(acme.calls[0]).toMatchObject({
      url: "/v1/chat/completions",
      headers: { authorization: `Bearer ${canary}`, accept: "text/event-stream, application/json;q=0.9" },
      body: { model: "Llama-4-Scout-17B-16E-Instruct-FP8" },
    });
  });

  it.each([301, 302, 303, 307, 308])(
    "is not taken elsewhere by a redirect with status %i",
    async (status) => {
      acme.answer = (response) =>
        response.writeHead(status, { location: `${stranger.url}/chat/completions` }).end();
      const turn = ask("acme/m");
      await run(turn);
      expect(stranger.calls).toEqual([]);
      const { messages } = await server.readChat(turn.chatId);
      expect(messages[1]?.metadata).toMatchObject({ outcome: "failed", error: { status } });
    },
  );

  it("that a provider quotes is shown and stored masked", async () => {
    acme.answer = (response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: `Wrong key ${canary}, token ${canaryHeader}` } }));
    };
    const turn = ask("acme/m");
    const { events } = await run(turn);
    const chat = await server.readChat(turn.chatId);
    expect(chat.messages[1]?.metadata?.error).toMatchObject({
      code: "unauthorized",
      status: 401,
      providerMessage: "Wrong key [masked], token [masked]",
    });
    expect(JSON.stringify([events, chat])).not.toContain("canary");
    const catalogue = await (await server.send("GET", "/api/catalogue")).text();
    expect(catalogue).not.toContain("canary");
    expect(catalogue).toContain("ACME_KEY");
  });
});

describe("what a model is sent", () => {
  it("is the branch it answers: no other branch, no failed answer, no reasoning; roles alternate", async () => {
    acme.answer = say("First answer", { reasoning_content: "secret thoughts" });
    const first = ask("acme/m", { text: "First question" });
    await run(first);
    const { laneId = "", answerId = "", message } = first.lanes[0] ?? {};
    const rest = { laneId, model: "acme/m" };
    const chat = { chatId: first.chatId };
    await run(turnWith({ ...chat, lanes: [laneWith({ ...rest, text: "Another beginning" })] }));
    acme.answer = (response) => response.writeHead(500).end();
    const failing = laneWith({ ...rest, parentId: answerId, text: "Second question" });
    await run(turnWith({ ...chat, lanes: [failing] }));
    acme.answer = say("Third answer");
    acme.calls = [];
    const third = laneWith({ ...rest, parentId: failing.answerId, text: "Third question" });
    await run(turnWith({ ...chat, lanes: [third] }));
    expect(acme.calls).toHaveLength(1);
    expect(acme.calls[0]?.body.messages).toEqual([
      { role: "user", content: "First question" },
      { role: "assistant", content: "First answer" },
      { role: "user", content: "Second question\n\nThird question" },
    ]);
    acme.calls = [];
    const again = { ...laneWith({ ...rest, parentId: message?.id ?? "" }), message: undefined };
    await run(turnWith({ ...chat, lanes: [again as unknown as ReturnType<typeof laneWith>] }));
    expect(acme.calls[0]?.body.messages).toEqual([{ role: "user", content: "First question" }]);
  });

  it("goes out once for a turn that is posted twice at once", async () => {
    const turn = ask("acme/m");
    const read = await Promise.all([run(turn), run(turn)]);
    expect(read.map(({ events }) => toText(events))).toEqual(["Fine.", "Fine."]);
    expect(acme.calls).toHaveLength(1);
  });

  it("is nothing when its turn is refused", async () => {
    const turns = [
      ask("acme/m", { parentId: "no-such-message" }),
      ask("acme/m", { settings: { surprise: 1 } }),
    ];
    for (const body of turns) expect((await server.send("POST", "/api/turns", { body })).ok).toBe(false);
    expect(acme.calls).toEqual([]);
  });
});

it("a stop closes the connection to the provider within half a second", async () => {
  const closed = Promise.withResolvers<number>();
  acme.answer = (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "So far" } }] })}\n\n`);
    response.on("close", () => closed.resolve(performance.now()));
  };
  const turn = ask("acme/m");
  const reading = run(turn);
  await vi.waitFor(() =>
    expect(JSON.stringify(server.getEventLog().listLive()[0]?.compact)).toContain("So far"),
  );
  const stoppedAt = performance.now();
  await server.send("POST", `/api/runs/${server.getEventLog().listLive()[0]?.id}/stop`);
  expect((await closed.promise) - stoppedAt).toBeLessThan(500);
  expect(toText((await reading).events)).toBe("So far");
  await server.idle();
  expect((await server.readChat(turn.chatId)).messages[1]).toMatchObject({
    parts: [{ type: "step-start" }, { type: "text", text: "So far" }],
    metadata: { outcome: "stopped", error: null },
  });
});
