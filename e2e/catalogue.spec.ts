import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./support/test";

const rowWith = (id: string, overrides: object = {}) => ({
  id,
  name: `Row ${id}`,
  tool_call: true,
  reasoning: false,
  release_date: "2026-05",
  modalities: { input: ["text", "image"], output: ["text"] },
  cost: { input: 1, output: 2 },
  limit: { context: 200_000, output: 8_000 },
  ...overrides,
});

const listWith = (rows: object[]) => ({
  newcomer: {
    id: "newcomer",
    name: "Newcomer",
    env: ["NEWCOMER_API_KEY"],
    api: "https://newcomer.example/v1",
    doc: "https://newcomer.example/docs",
    models: Object.fromEntries(rows.map((row, index) => [index, row])),
  },
});

let source: Server;
let answer: { status: number; body: string };

test.beforeEach(async ({ app }) => {
  answer = {
    status: 200,
    body: JSON.stringify(listWith([rowWith("alpha"), rowWith("beta"), { id: "bad" }])),
  };
  source = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => source.listen(0, "127.0.0.1", resolve));
  const { port } = source.address() as AddressInfo;
  await app.restart({ CATALOGUE_REFRESH: "on", CATALOGUE_URL: `http://127.0.0.1:${port}/api.json` });
});
test.afterEach(() => source.close());

test("the list of models.dev is read at start, refreshed by hand, and kept when that fails", async ({
  page,
}) => {
  await page.goto("/models?q=newcomer");
  const table = page.getByRole("table", { name: "Models" });
  await expect(async () => {
    await page.reload();
    await expect(table.getByRole("row", { name: /Row alpha/ })).toContainText("Not set up", {
      timeout: 1_000,
    });
  }).toPass();
  const line = page.getByText(/models\.dev, just now · 1 rows? skipped/);
  await expect(line).toBeVisible();

  answer = { status: 500, body: "" };
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText(/The last refresh failed: it answered with status 500/)).toBeVisible();
  await expect(table.getByRole("row", { name: /Row alpha/ })).toBeVisible();

  answer = { status: 200, body: JSON.stringify(listWith([rowWith("beta"), rowWith("gamma")])) };
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(table.getByRole("row", { name: /Row gamma/ })).toBeVisible();
  await expect(table.getByRole("row", { name: /Row alpha/ })).toBeHidden();
  await page.getByRole("button", { name: "Removed" }).click();
  await expect(table.getByRole("row", { name: /Row alpha/ })).toContainText("Removed");

  await page.reload();
  await page.getByRole("button", { name: "Since your last visit: 1 new, 1 gone" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Row gamma" })).toContainText("new");
});

test("a chat's real usage is priced again on other models", async ({ page, chat }) => {
  await chat.open("demo/writer");
  await chat.send("Hello");
  await chat.settled();
  await page.getByRole("button", { name: "Import and copy" }).click();
  await page.getByRole("menuitem", { name: "What would it have cost…" }).click();
  const dialog = page.getByRole("dialog", { name: "What would this chat have cost?" });
  await expect(dialog).toContainText("1 answer with the tokens that were really used");
  await dialog.getByRole("searchbox", { name: "Search models" }).fill("wandb kimi k2 instruct");
  await expect(dialog.getByRole("row", { name: /^Kimi K2 Instruct Weights & Biases \$0\.00/ })).toBeVisible();
  await expect(dialog).toContainText("another model's tokenizer");
});

test("models are filtered, picked, compared and opened side by side, all by the address", async ({
  page,
}) => {
  await page.goto("/models?q=wandb");
  const table = page.getByRole("table", { name: "Models" });
  await page.getByRole("button", { name: "Images", exact: true }).click();
  await expect(page).toHaveURL(/can=image/);
  await expect(table.getByRole("row", { name: /Scout/ })).toBeVisible();
  await expect(table.getByRole("row", { name: /Kimi K2 Instruct/ })).toBeHidden();
  await page.getByRole("button", { name: "Images", exact: true }).click();
  await page.getByRole("checkbox", { name: "Pick Kimi K2 Instruct of Weights & Biases" }).check();
  await page.getByRole("checkbox", { name: /^Pick Phi 4 Mini/ }).check();
  await expect(page).toHaveURL(/pick=/);
  await page.getByRole("button", { name: "Compare specs" }).click();
  const comparison = page.getByRole("region", { name: "Comparison of models" });
  await expect(comparison.getByRole("row", { name: /^Input/ })).toContainText("$0.08");
  await expect(comparison.getByRole("row", { name: /^Input/ })).toContainText("better");
  // The address follows a moment later than the screen.
  await expect(page).toHaveURL(/specs=true/);
  await page.reload();
  await expect(comparison).toBeVisible();
  await page.getByRole("link", { name: "Open side by side" }).click();
  await expect(page.getByRole("group", { name: "Lane 2", exact: true })).toContainText("Phi 4 Mini");
  await page.goBack();
  await expect(comparison).toBeVisible();
});

test("a model's page says of each fact who states it, and of what nobody states that it is not stated", async ({
  page,
}) => {
  await page.goto("/models/wandb/moonshotai/Kimi-K2-Instruct");
  const prices = page.getByRole("region", { name: "Prices" });
  await expect(prices).toContainText("$1.35");
  await expect(prices).toContainText("From the provider's documentation, 2025");
  await expect(page.getByRole("region", { name: "About it" })).toContainText("not stated");
  await page.getByText("Python", { exact: true }).click();
  await expect(page.getByRole("figure", { name: "Python" })).toContainText('os.environ["WANDB_API_KEY"]');
  await page.goto("/models/llama/llama-3.3-70b-instruct");
  await expect(page.getByRole("region", { name: "Prices" })).toContainText("not published");
  await expect(page.getByText("Meta shut the Llama API down")).toBeVisible();
});

test.describe("of a model nobody knows", () => {
  test.use({ expectedComplaint: /status of 404/ });
  test("there is no page", async ({ page }) => {
    await page.goto("/models/nobody/nothing");
    await expect(page.getByRole("main")).toContainText("Nothing is here");
  });
});
