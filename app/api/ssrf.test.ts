import dns from "node:dns";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { importGenerator } from "@/lib/haystack/import-generator";
import { createId } from "@/lib/id";
import { importMastra } from "@/lib/mastra/import-mastra";

vi.setConfig({ testTimeout: 30_000 });

/** Whatever is asked of this machine under any of its names arrives here. */
const hits: string[] = [];
const canary = createServer((request, response) => {
  hits.push(request.url ?? "");
  if (request.url?.startsWith("/redirect")) response.writeHead(302, { location: "/hit" });
  response.end();
});
canary.listen(0);
await once(canary, "listening");
const { port } = canary.address() as AddressInfo;

/** Names that somebody else's name server leads to this machine. */
const rebound = ["127.0.0.1.nip.test", "7f000001.c0a80001.rebind.test", "localhost."];
const lookUp = dns.lookup as (name: string, ...rest: unknown[]) => void;
vi.spyOn(dns, "lookup").mockImplementation(((name: string, ...rest: unknown[]) =>
  lookUp(rebound.includes(name) ? "127.0.0.1" : name, ...rest)) as typeof dns.lookup);

const forms = [
  "http://127.0.0.1:PORT/hit",
  "http://localhost:PORT/hit",
  "HTTP://LOCALHOST:PORT/hit",
  "http://localhost.:PORT/hit",
  "http://127.0.0.1.:PORT/hit",
  "http://127.1:PORT/hit",
  "http://127.0.1:PORT/hit",
  "http://127.255.255.254:PORT/hit",
  "http://0.0.0.0:PORT/hit",
  "http://0:PORT/hit",
  "http://0177.0.0.1:PORT/hit",
  "http://017700000001:PORT/hit",
  "http://0x7f.0.0.1:PORT/hit",
  "http://0x7f000001:PORT/hit",
  "http://2130706433:PORT/hit",
  "http://%31%32%37.0.0.1:PORT/hit",
  "http://①②⑦.⓪.⓪.①:PORT/hit",
  "http:\\\\127.0.0.1:PORT\\hit",
  "http://[::1]:PORT/hit",
  "http://[::ffff:127.0.0.1]:PORT/hit",
  "http://[::ffff:7f00:1]:PORT/hit",
  "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/hit",
  "http://127.0.0.1.nip.test:PORT/hit",
  "http://7f000001.c0a80001.rebind.test:PORT/hit",
  "http://127.0.0.1:PORT/redirect",
].map((form) => form.replace("PORT", String(port)));

let server: TestServer;
let upstream: RawUpstream;
let answer: (reply: RawReply) => void | Promise<void>;

const say = (content: string) => async (reply: RawReply) => {
  await reply.event({ choices: [{ index: 0, delta: { content } }] });
  await reply.event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  await reply.event("[DONE]");
  reply.end();
};

beforeAll(async () => {
  upstream = await startRawUpstream((reply) => answer(reply));
  const models = { eyes: { imageInput: true } };
  server = await startTestServer({
    settings: { CATALOGUE_REFRESH: "on", CATALOGUE_URL: `${upstream.baseUrl}/api.json` },
    config: { providers: { acme: { baseUrl: upstream.baseUrl, keyVariable: null, models } } },
  });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  canary.closeAllConnections();
  canary.close();
});
beforeEach(() => {
  hits.length = 0;
  upstream.requests.length = 0;
  answer = say("Seen.");
});

/** One that is not there, or no ref at all. */
const noModel = [400, 404];

const post = (address: string, body: unknown) => server.send("POST", address, { body });
const lastBody = () => JSON.parse(upstream.requests.at(-1)?.body ?? "null");

async function expectRefusal(
  response: Response,
  status: number | number[],
  words: string | RegExp,
): Promise<void> {
  const text = await response.text();
  expect([status].flat(), text).toContain(response.status);
  expect(JSON.parse(text).error.message).toMatch(words);
}

async function ask(lane: Parameters<typeof laneWith>[0]) {
  const turn = turnWith({ lanes: [laneWith({ model: "acme/eyes", ...lane })] });
  const { events } = await readTurn(await post("/api/turns", turn));
  await server.idle();
  return { turn, told: JSON.stringify(events) };
}

it("S1: the canary hears every one of the 25 forms when something fetches them", async () => {
  expect(new Set(forms).size).toBe(25);
  for (const form of forms) {
    hits.length = 0;
    await fetch(form).catch(() => {});
    expect.soft(hits, form).toContain("/hit");
  }
});

describe.each(forms)("S1: %s reaches nothing", (url) => {
  it("as a file of a turn, in its text, or as its model", async () => {
    const attachments = [{ id: url, name: "photo.png" }];
    const withFile = laneWith({ message: { id: createId(), text: "Look", attachments } });
    await expectRefusal(await post("/api/turns", turnWith({ lanes: [withFile] })), 400, "must be a SHA-256");
    await expectRefusal(
      await post("/api/turns", turnWith({ lanes: [{ ...laneWith(), files: [{ url }] } as never] })),
      400,
      /files/,
    );
    await ask({ text: `![x](${url}) <img src="${url}"> ${url}` });
    expect(JSON.stringify(lastBody())).toContain(JSON.stringify(url).slice(1, -1));
    const turn = turnWith({ lanes: [laneWith({ model: url })] });
    await expectRefusal(await post("/api/turns", turn), noModel, /model|provider/i);
    expect(upstream.requests).toHaveLength(1);
    expect(hits).toEqual([]);
  });

  it("in settings, tools and schemas, which go to the provider as they are", async () => {
    const schema = { $schema: url, $id: url, type: "object", properties: { a: { $ref: url } } };
    const body = { base_url: url, baseURL: url, url, proxy: url, webhook: url };
    const responseFormat = { type: "json_schema", name: "place", schema };
    const tools = [{ kind: "function", name: "look", parameters: schema, result: { url } }];
    answer = async (reply) => {
      if (reply.index > 0) return say('{"a":1}')(reply);
      const call = { id: "call-1", type: "function", function: { name: "look", arguments: '{"a":1}' } };
      await reply.event({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, ...call }] } }] });
      await reply.event({ choices: [{ index: 0, delta: {}, finish_reason: "tool_calls" }] });
      await reply.event("[DONE]");
      reply.end();
    };
    const settings = {
      body,
      tools,
      responseFormat,
      headers: { host: "x.test", "x-forwarded-host": "x.test" },
    };
    const lane = laneWith({ model: "acme/eyes", settings });
    const started = await post("/api/turns", turnWith({ lanes: [lane] }));
    await readTurn(started);
    await server.idle();
    expect(upstream.requests).toHaveLength(2);
    expect(lastBody()).toMatchObject({ ...body, tools: [{ function: { parameters: { $id: url } } }] });
    const described = await post("/api/requests", { chatId: createId(), lane });
    expect((await described.json()).baseUrl).toBe(upstream.baseUrl);
    await expectRefusal(
      await post("/api/requests", { chatId: createId(), lane: { ...lane, baseUrl: url } }),
      400,
      /baseUrl/,
    );
    expect(hits).toEqual([]);
  });

  it("as the content or the name of an attachment", async () => {
    const send = (content: string) =>
      server.send("POST", `/api/attachments?name=${encodeURIComponent(url)}&url=${encodeURIComponent(url)}`, {
        headers: { "content-type": "application/octet-stream" },
        body: content,
      });
    expect((await send(url)).status).toBe(200);
    expect(
      (await send(`<!doctype html><link rel="stylesheet" href="${url}"><img src="${url}">`)).status,
    ).toBe(200);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><image href="${url}"/></svg>`;
    await expectRefusal(await send(svg), 415, "an SVG can hold scripts");
    expect(hits).toEqual([]);
  });

  it("as an image of a /v1 request: the provider gets the address, we ask for nothing", async () => {
    answer = (reply) => {
      reply.head(200, { "content-type": "application/json" });
      reply.end(
        JSON.stringify({ choices: [{ index: 0, message: { role: "assistant", content: "A cat." } }] }),
      );
    };
    const content = [
      { type: "text", text: "What is it?" },
      { type: "image_url", image_url: { url } },
      { type: "file", file: { file_data: url } },
    ];
    const messages = [{ role: "user", content }];
    const response = await post("/v1/chat/completions", { model: "acme/eyes", messages, base_url: url });
    expect(response.status).toBe(200);
    await response.text();
    expect(lastBody()).toMatchObject({ messages, base_url: url });
    await expectRefusal(
      await post("/v1/chat/completions", { model: url, messages }),
      noModel,
      /model|provider/i,
    );
    expect(hits).toEqual([]);
  });

  it("in an imported chat, also when its next turn is asked for", async () => {
    const { turn } = await ask({ text: "Look" });
    const file = await (await server.send("GET", `/api/chats/${turn.chatId}/export`)).json();
    const [chat] = file.chats;
    const question = chat.messages.find(({ role }: { role: string }) => role === "user");
    const reply = chat.messages.find(({ role }: { role: string }) => role === "assistant");
    const part = { type: "file", mediaType: "image/png", url };
    question.parts.push(part);
    await expectRefusal(await post("/api/import", file), 400, "must be one of this export's attachments");
    question.parts.pop();
    reply.parts.push(part, { type: "source-url", sourceId: "1", url });
    await server.send("PATCH", `/api/chats/${turn.chatId}`, { body: { deleted: true } });
    expect(await (await post("/api/import", file)).json()).toEqual({ added: 1, copied: 0, known: 0 });
    const lane = laneWith({ laneId: reply.laneId, parentId: reply.id, model: "acme/eyes", text: "And?" });
    await readTurn(await post("/api/turns", turnWith({ chatId: chat.id, lanes: [lane] })));
    await server.idle();
    expect(lastBody().messages.at(-1).content).toBe("And?");
    expect(hits).toEqual([]);
  });

  it("in a pasted Mastra agent or Haystack generator: its address is not taken over", async () => {
    const code = `new Agent({ name: "a", instructions: "b", model: { id: "acme/eyes", url: ${JSON.stringify(url)} } })`;
    const lanes = importMastra(code);
    expect(JSON.stringify(lanes)).toContain("is not taken over");
    const type =
      "haystack_integrations.components.generators.meta_llama.chat.chat_generator.MetaLlamaChatGenerator";
    const secret = { type: "env_var", env_vars: ["LLAMA_API_KEY"], strict: true };
    const init_parameters = { api_key: secret, model: "m", api_base_url: url };
    expect(
      importGenerator(JSON.stringify({ type, init_parameters })).generator.init_parameters.api_base_url,
    ).toBe(url);
    expect(hits).toEqual([]);
  });

  it("where a provider or the list of models redirects to it", async () => {
    answer = (reply) => {
      reply.head(307, { location: Buffer.from(url).toString("latin1") });
      reply.end();
    };
    const { told } = await ask({ text: "Hello" });
    expect(told).toContain("307");
    const messages = [{ role: "user", content: "Hello" }];
    const passed = await post("/v1/chat/completions", { model: "acme/eyes", messages });
    expect(passed.status).toBeGreaterThanOrEqual(300);
    await passed.text();
    const refreshed = await server.send("POST", `/api/catalogue/refresh?url=${encodeURIComponent(url)}`, {
      body: { url },
    });
    expect((await refreshed.json()).problem).toContain("307");
    expect(upstream.requests.at(-1)?.path).toBe("/v1/api.json");
    expect(hits).toEqual([]);
  });
});
