import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import type { LaneSettings } from "@/lib/chats/lane-settings";

const upstream = { bodies: [] as Record<string, unknown>[], text: "", finish: "stop" };
let provider: Server;
let server: TestServer;

beforeAll(async () => {
  provider = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    upstream.bodies.push(JSON.parse(body));
    const chunk = (delta: object, finish_reason: string | null) =>
      `data: ${JSON.stringify({ id: "1", model: "m", created: 1, choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`${chunk({ content: upstream.text }, null)}${chunk({}, upstream.finish)}data: [DONE]\n\n`);
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const { port } = provider.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  server = await startTestServer({
    settings: { LLAMA_API_KEY: "sk-test", LLAMA_BASE_URL: baseUrl },
    config: { providers: { acme: { baseUrl, keyVariable: null } } },
  });
});

afterAll(async () => {
  await server.close();
  provider.closeAllConnections();
  provider.close();
});

const schema = {
  type: "object",
  properties: { city: { type: "string" }, people: { type: "array", items: { type: "integer" } } },
  required: ["city"],
  additionalProperties: false,
};
const responseFormat = { type: "json_schema" as const, name: "place", strict: true, schema };

async function ask(text: string, options: { settings?: LaneSettings; finish?: string; model?: string } = {}) {
  const { settings = { responseFormat }, finish = "stop", model = "acme/m" } = options;
  Object.assign(upstream, { text, finish, bodies: [] });
  const turn = turnWith({ lanes: [laneWith({ model, settings })] });
  await readTurn(
    await server.send("POST", "/api/turns", { body: turn, headers: { accept: "text/event-stream" } }),
  );
  const { messages } = await server.readChat(turn.chatId);
  return messages.find(({ id }) => id === turn.lanes[0]?.answerId)?.metadata;
}

it("the schema goes upstream as OpenAI writes it", async () => {
  await ask("{}");
  expect(upstream.bodies[0]?.response_format).toEqual({
    type: "json_schema",
    json_schema: { name: "place", strict: true, schema },
  });
});

it.each([
  ["one that fits", '{"city":"Paris","people":[1]}', "stop", { outcome: "valid" }],
  ["one in a code fence", '```json\n{"city":"Paris"}\n```', "stop", { outcome: "valid", isFenced: true }],
  [
    "one that does not fit",
    '{"city":"Paris","people":[1,"two"]}',
    "stop",
    { outcome: "invalid", path: "$.people[1]", message: "must be integer" },
  ],
  ["one that lacks a part", "{}", "stop", { outcome: "invalid", path: "$.city", message: "is missing" }],
  ["one cut by the token limit", '{"city":"Par', "length", { outcome: "cut" }],
  ["one that is whole at the token limit", '{"city":"Paris"}', "length", { outcome: "valid" }],
  [
    "prose",
    "It is Paris.",
    "stop",
    { outcome: "not-json", line: 1, column: 1, expected: expect.any(String) },
  ],
])("an answer is checked as it arrives: %s", async (_, text, finish, expected) => {
  expect((await ask(text, { finish }))?.structured).toEqual(expected);
});

it("an answer without a schema must be an object", async () => {
  const settings: LaneSettings = { responseFormat: { type: "json_object" } };
  expect((await ask("[1]", { settings }))?.structured).toEqual({
    outcome: "invalid",
    path: "$",
    message: "must be object",
  });
  expect(upstream.bodies[0]?.response_format).toEqual({ type: "json_object" });
});

it("an answer to a request without a format is not checked", async () => {
  expect(await ask("{}", { settings: {} })).not.toHaveProperty("structured");
});

it("the Llama API, which knows no json_object, gets a schema instead and the reader is told", async () => {
  const settings: LaneSettings = { responseFormat: { type: "json_object" } };
  const metadata = await ask("{}", { settings, model: "llama/llama-3.3-70b-instruct" });
  expect(upstream.bodies[0]?.response_format).toMatchObject({ type: "json_schema" });
  expect(metadata?.notices.join()).toContain("json_schema that any object fits");
});
