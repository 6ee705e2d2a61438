import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Catalogue, CatalogueFreshness } from "@/lib/catalogue/catalogue-model";
import { toPair } from "./support/app-instances";
import type { AppServer } from "./support/app-server";
import { post } from "./support/new-turn";
import { expect, test } from "./support/test";

const rowWith = (id: string) => ({
  id,
  name: id,
  modalities: { input: ["text"], output: ["text"] },
  cost: { input: 1, output: 2 },
  limit: { context: 1000, output: 100 },
});

const listOf = (...ids: string[]) => {
  const models = Object.fromEntries(ids.map((id) => [id, rowWith(id)]));
  const provider = {
    id: "newcomer",
    name: "Newcomer",
    env: ["NEWCOMER_KEY"],
    doc: "https://newcomer.example",
  };
  return JSON.stringify({ newcomer: { ...provider, models } });
};

/** A models.dev that counts who asks; while it has no body it leaves them waiting. */
let source: { server: Server; body: string | null; requests: number; waiting: ServerResponse[] };

test.beforeEach(async () => {
  const server = createServer((_, response) => {
    source.requests += 1;
    if (source.body === null) source.waiting.push(response);
    else response.end(source.body);
  });
  source = { server, body: listOf("alpha", "beta"), requests: 0, waiting: [] };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
test.afterEach(() => {
  source.server.closeAllConnections();
  source.server.close();
});

const switchedOn = () => ({
  CATALOGUE_REFRESH: "on",
  CATALOGUE_URL: `http://127.0.0.1:${(source.server.address() as AddressInfo).port}/api.json`,
});

async function read(server: AppServer) {
  const catalogue = (await (await fetch(`${server.url}/api/catalogue`)).json()) as Catalogue;
  const { checkedAt, models, problem } = catalogue.freshness;
  return { checkedAt, models, problem };
}

test("the list of models.dev is fetched by one instance for both: at start, by hand, and when it fails", async ({
  app,
}) => {
  const { first, second } = toPair(app);
  const bothShow = async (shown: Partial<CatalogueFreshness>) => {
    await expect.poll(() => read(first)).toMatchObject(shown);
    await expect.poll(() => read(second)).toEqual(await read(first));
  };
  await app.restart(switchedOn());
  await bothShow({ models: 2, problem: null });
  expect(source.requests).toBe(1);

  source.body = listOf("alpha", "beta", "gamma");
  await Promise.all([first, second, first].map((server) => post(server, "/api/catalogue/refresh")));
  await bothShow({ models: 3, problem: null });
  // Whoever asks when the other one has just been answered asks again.
  expect(source.requests).toBeLessThanOrEqual(3);
  const changes = await (await fetch(`${second.url}/api/catalogue/changes`)).json();
  expect(changes).toMatchObject([{ kind: "new", ref: "newcomer/gamma" }]);

  source.body = "{";
  await post(first, "/api/catalogue/refresh");
  await bothShow({ models: 3, problem: "what it sent is cut short or damaged" });
  const asked = source.requests;
  await app.restart();
  await bothShow({ models: 3 });
  expect(source.requests).toBe(asked);
});

test("when the instance that fetches it is killed, the other one takes over", async ({ app }) => {
  const { first, second } = toPair(app);
  source.body = null;
  await first.restart(switchedOn());
  await expect.poll(() => source.waiting.length).toBe(1);
  await second.restart(switchedOn());
  const asked = post(second, "/api/catalogue/refresh");
  await first.end("SIGKILL");
  source.body = listOf("alpha");
  expect(await (await asked).json()).toMatchObject({ models: 1, problem: null });
  expect(source.requests).toBe(2);
});
