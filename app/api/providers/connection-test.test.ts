import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startTestServer, type TestServer } from "@/app/api/test-server";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";

const key = "sk-unit-secret-value";
let server: TestServer;
let upstream: RawUpstream;
let answer: (reply: RawReply) => void;

beforeAll(async () => {
  upstream = await startRawUpstream((reply) => answer(reply));
  server = await startTestServer({
    settings: {
      OPENAI_BASE_URL: upstream.baseUrl,
      OPENAI_API_KEY: key,
      SWITCHYARD_BUDGET_USD_PER_MONTH: "0",
    },
  });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});
beforeEach(() => {
  upstream.requests.length = 0;
});

const send = async (body: object) => {
  const response = await server.send("POST", "/api/providers/test", { body });
  return { status: response.status, body: await response.json() };
};

it("asks for the list of models and says what came of it", async () => {
  answer = (reply) => {
    reply.head(200, { "content-type": "application/json" });
    reply.end(JSON.stringify({ data: [{ id: "a" }, { id: "b" }] }));
  };
  const { body } = await send({ ask: "models", providerId: "openai" });
  expect(body).toMatchObject({ status: 200, error: null, models: 2, run: null });
  expect(body.latencyMs).toBeGreaterThan(0);
  expect(upstream.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v1/models"]);
});

it("says the provider's words, without the key that it repeats", async () => {
  answer = (reply) => {
    reply.head(403, { "content-type": "application/json" });
    reply.end(JSON.stringify({ error: { message: `No lists for ${key}` } }));
  };
  const { body } = await send({ ask: "models", providerId: "openai" });
  expect(body.error).toMatchObject({ code: "forbidden", title: "OpenAI refused to list its models." });
  expect(JSON.stringify(body)).not.toContain(key);
});

it.each([400, 402, 410, 429, 500, 503])(
  "does not advise to choose another model after status %i: none was chosen",
  async (status) => {
    answer = (reply) => {
      reply.head(status, { "content-type": "application/json" });
      reply.end(JSON.stringify({ error: { message: "Not now" } }));
    };
    const { body } = await send({ ask: "models", providerId: "openai" });
    expect(body.error).toMatchObject({ status, providerMessage: "Not now" });
    expect(body.error.advice).not.toMatch(/choose|this chat|setting|arrived/i);
  },
);

it.each([
  ["Together's list, an array with nothing around it", JSON.stringify([{ id: "a" }, { id: "b" }]), 2],
  [
    "a list that names a model twice",
    JSON.stringify({ data: [{ id: "a" }, { id: "a" }, { name: "no id" }] }),
    1,
  ],
  ["a list of nothing", JSON.stringify({ data: [] }), 0],
])("counts the models of %s", async (_, text, models) => {
  answer = (reply) => {
    reply.head(200, { "content-type": "application/json" });
    reply.end(text);
  };
  expect((await send({ ask: "models", providerId: "openai" })).body).toMatchObject({ error: null, models });
});

it.each([
  [
    "an error with a good status",
    `{"error":{"message":"Quota of ${key} is used up"}}`,
    "an error instead",
    "Quota of",
  ],
  ["a page", "<title>Sign in</title><p>to the proxy</p>", "not with a list", "Sign in to the proxy"],
  ["other JSON", '{"models":["a"]}', "not with a list", '{"models":["a"]}'],
])("says what came instead of a list: %s", async (_, text, title, words) => {
  answer = (reply) => {
    reply.head(200, { "content-type": "text/plain" });
    reply.end(text);
  };
  const { body } = await send({ ask: "models", providerId: "openai" });
  expect(body.error.title).toContain(title);
  expect(body.error.providerMessage).toContain(words);
  expect(JSON.stringify(body)).not.toContain(key);
});

it("sends nothing without a key, to a provider nobody has set up, or beyond a budget", async () => {
  const refused: [object, number, string][] = [
    [{ ask: "models", providerId: "groq" }, 401, "missing_key"],
    [{ ask: "models", providerId: "nobody" }, 404, "unknown_provider"],
    [{ ask: "token", model: "nobody/m" }, 404, "unknown_provider"],
    [{ ask: "token", model: "groq/m" }, 401, "missing_key"],
    [{ ask: "token", model: "openai/gpt-4o-mini" }, 429, "budget_exceeded"],
    [{ ask: "models", providerId: "openai", url: "http://127.0.0.1:1/" }, 400, "invalid_request"],
  ];
  for (const [body, status, code] of refused)
    expect(await send(body)).toMatchObject({ status, body: { error: { code } } });
  expect(upstream.requests).toEqual([]);
});
