import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { newTurn, post } from "./support/new-turn";
import { expect, test } from "./support/test";

/** Each way in which the moody demo model fails. */
const moodyFaults = ["401", "429", "500", "reset", "stall", "malformed", "eof", "no headers"];

/** Stands in every secret of this server; the secrets look like no known kind of key and hold what JSON and URLs escape. */
const canary = "c4n4ry";
const secrets = {
  LLAMA_API_KEY: `${canary}.llama"/+=7f3a91`,
  OPENAI_API_KEY: `${canary}.openai"/+=7f3a92`,
  YARD_TEAM_SECRET: `${canary}.team"/+=7f3a93`,
  SWITCHYARD_METRICS_TOKEN: `${canary}.metrics.7f3a94`,
};

test.use({
  serverEnv: {
    ...secrets,
    LLAMA_BASE_URL: "AIMOCK",
    OPENAI_BASE_URL: "MANUAL",
    SWITCHYARD_LOG_LEVEL: "trace",
    SWITCHYARD_IDLE_TIMEOUT_MS: "1000",
    SWITCHYARD_HEADERS_TIMEOUT_MS: "1000",
  },
  serverConfig: { providers: { llama: { headers: { "x-team": { env: "YARD_TEAM_SECRET" } } } } },
});

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

test("S2: no secret of the server is in a page, a response, the log, the database or a bundle", async ({
  page,
  aimock,
  upstream,
  server,
}) => {
  const seen = new Map<string, string>();
  const chats: string[] = [];
  const ask = async (model: string, text: string) => {
    const turn = newTurn({ text });
    chats.push(turn.chatId);
    const lanes = turn.lanes.map((lane) => ({ ...lane, model }));
    const body = await (await post(server, "/api/turns", { ...turn, lanes })).text();
    seen.set(`the turn "${text}"`, body);
    const exchanges = await page.request.get(`/api/turns/${turn.turnId}/exchanges`);
    expect(exchanges.status()).toBe(200);
    seen.set(`the exchanges of "${text}"`, await exchanges.text());
    return body;
  };

  // Each secret is on its way out: this is the key that the provider gets.
  const sent = ask("openai/gpt-4.1-mini", "hello");
  const answer = await upstream.answer(0);
  expect(answer.headers.authorization).toBe(`Bearer ${secrets.OPENAI_API_KEY}`);
  answer.say("Hello.");
  answer.finish();
  expect(await sent).toContain("Hello.");

  const said = `Incorrect API key provided: ${secrets.LLAMA_API_KEY} (team ${secrets.YARD_TEAM_SECRET}).`;
  for (const [index, status] of [401, 400, 403, 429, 500].entries()) {
    aimock.on(
      { userMessage: new RegExp(`^repeat ${status}$`) },
      { error: { message: said, type: said, code: index % 2 === 0 ? said : "invalid_api_key" }, status },
    );
  }
  const llama = "llama/llama-3.3-70b-instruct";
  const told = await Promise.all([401, 400, 403, 429, 500].map((status) => ask(llama, `repeat ${status}`)));
  for (const text of told) expect(text).toContain("Incorrect API key provided: [masked]");
  await Promise.all(moodyFaults.map((fault) => ask("demo/moody", fault)));

  const read = async (address: string) => {
    const response = await page.request.get(address);
    expect(response.status(), address).toBe(200);
    seen.set(address, `${JSON.stringify(response.headers())}${await response.text()}`);
  };
  const pages = ["/", ...chats.map((id) => `/chat/${id}`), "/compare", "/models", "/settings", "/usage"];
  const lists = [
    "catalogue",
    "catalogue/changes",
    "chats",
    "export",
    "health",
    "ready",
    "sessions",
    "tokens",
  ];
  const others = [
    "tools",
    "usage",
    "usage/csv",
    ...chats.flatMap((id) => [`chats/${id}`, `chats/${id}/export`]),
  ];
  for (const address of [...pages, "/v1/models", ...[...lists, ...others].map((name) => `/api/${name}`)])
    await read(address);
  const refusals = [
    await post(server, "/v1/chat/completions", {
      model: llama,
      messages: [{ role: "user", content: "repeat 401" }],
    }),
    await post(server, "/api/requests", { model: llama, settings: {}, text: "hello" }),
    await fetch(`${server.url}/api/metrics`),
  ];
  for (const response of refusals) seen.set(response.url, await response.text());
  for (const [where, text] of seen) expect(text.includes(canary), where).toBe(false);

  expect(server.output).toContain("unauthorized");
  expect(server.output).not.toContain(canary);
  await server.end();
  const stored = await listFiles(server.dataFolder);
  expect(stored.some((file) => /\.(?:db|sqlite3?)$/.test(file))).toBe(true);
  for (const file of [...stored, ...(await listFiles(path.resolve(".next/static")))])
    expect((await readFile(file)).includes(canary), file).toBe(false);
});
