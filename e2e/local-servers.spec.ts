import { createServer, type Server } from "node:http";
import { findFreePort } from "./support/app-server";
import { expect, test } from "./support/test";
import {
  listOf,
  type ModelsDevSource,
  providerWith,
  rowWith,
  startModelsDev,
} from "./upstreams/start-models-dev";

const models = { data: [{ id: "qwen/qwen3-4b" }] };
const free = { input: 0, output: 0 };

let port: number;
let studio: Server;
let list: ModelsDevSource;

/** A server of models where LM Studio is looked for. */
const start = () =>
  new Promise<void>((resolve) => {
    studio = createServer((request, response) => {
      if (request.url === "/v1/models") response.end(JSON.stringify(models));
      else response.writeHead(404).end();
    }).listen(port, "127.0.0.1", resolve);
  });

function stop() {
  studio.closeAllConnections();
  studio.close();
}

test.beforeEach(async ({ app }) => {
  port = await findFreePort();
  list = await startModelsDev(
    listOf(providerWith("lmstudio", [rowWith("openai/gpt-oss-20b", { cost: free })])),
  );
  await app.restart({
    CATALOGUE_REFRESH: "on",
    CATALOGUE_URL: list.url,
    SWITCHYARD_LOCAL_SERVERS: "on",
    LMSTUDIO_BASE_URL: `http://127.0.0.1:${port}/v1`,
  });
});

test.afterEach(() => {
  stop();
  list.close();
});

test("a server on this machine that comes and goes is seen on its open page, and only has what it lists", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const state = page.getByRole("region", { name: "State" });
  const table = page.getByRole("table", { name: "Models" });
  const known = table.getByRole("row", { name: /Row openai\/gpt-oss-20b/ });
  const had = table.getByRole("row", { name: /qwen\/qwen3-4b/ });
  await page.goto("/models/lmstudio");
  await expect(state).toContainText("Not found on this machine");
  await expect(known).toContainText("local", { timeout: 40_000 });
  await expect(known).not.toContainText("$0");

  await start();
  await expect(had).toContainText("local", { timeout: 45_000 });
  await expect(state).toContainText("Ready", { timeout: 15_000 });
  await expect(known).toContainText("Not offered");
  const offered = await (await page.request.get("/v1/models")).json();
  const refs = offered.data.map(({ id }: { id: string }) => id);
  expect(refs).toContain("lmstudio/qwen/qwen3-4b");
  expect(refs).not.toContain("lmstudio/openai/gpt-oss-20b");

  stop();
  await expect(had).toBeHidden({ timeout: 45_000 });
  await expect(state).toContainText("Not found on this machine", { timeout: 15_000 });
  await expect(known).not.toContainText("Not offered");
});
