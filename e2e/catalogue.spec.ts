import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./support/test";
import {
  listOf,
  type ModelsDevSource,
  providerWith,
  rowWith,
  startModelsDev,
} from "./upstreams/start-models-dev";

const listWith = (rows: object[]) => listOf(providerWith("newcomer", rows));

let source: ModelsDevSource;
test.beforeEach(async ({ app }) => {
  source = await startModelsDev(
    listWith([rowWith("alpha"), rowWith("beta"), rowWith("delta"), { id: "bad" }]),
  );
  await app.restart({ CATALOGUE_REFRESH: "on", CATALOGUE_URL: source.url });
});
test.afterEach(() => source.close());

test("the list of models.dev is read at start, refreshed by hand, and kept when that fails; nobody waits for it", async ({
  page,
}) => {
  await page.goto("/models?q=newcomer");
  const table = page.getByRole("table", { name: "Models" });
  const alpha = table.getByRole("row", { name: /Row alpha/ });
  await expect(async () => {
    await page.reload();
    await expect(alpha).toContainText("Not set up", { timeout: 1_000 });
  }).toPass();
  await expect(page.getByText(/models\.dev, just now · 1 rows? skipped/)).toBeVisible();
  const refresh = page.getByRole("button", { name: "Refresh" });

  // Unchanged: asked, answered with 304, and nothing is wrong.
  const before = source.asked;
  await refresh.click();
  await expect.poll(() => source.asked).toBe(before + 1);
  await expect(refresh).toBeEnabled();
  await expect(page.getByText("The last refresh failed")).toBeHidden();

  const whole = listWith([rowWith("beta"), rowWith("gamma")]);
  const failures = [
    [{ status: 500, body: "" }, "it answered with status 500"],
    [
      { status: 200, body: JSON.stringify({ newcomer: { id: "newcomer" } }).slice(0, -3) },
      "it is cut short or damaged",
    ],
    [listWith([rowWith("alpha")]), "it sent only 1 models, fewer than half of the 3 that are known"],
  ] as const;
  for (const [failure, words] of failures) {
    source.answer = failure;
    await refresh.click();
    await expect(
      page.getByText(new RegExp(`The last refresh failed: .*${words.replace("it is", "")}`)),
    ).toBeVisible();
    await expect(alpha).toBeVisible();
  }

  // Somebody who asks for the list while a source hangs has it at once.
  source.answer = "silence";
  await refresh.click();
  await expect(page.getByRole("button", { name: "Refreshing…" })).toBeVisible();
  await page.reload();
  await expect(alpha).toBeVisible({ timeout: 4_000 });
  await expect(page.getByRole("button", { name: "Refreshing…" })).toBeVisible();
  // It is given up by itself, and that is told.
  await expect(async () => {
    await page.reload();
    const words = /The last refresh failed: .*it took longer than 10 seconds/;
    await expect(page.getByText(words)).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 20_000 });
  await expect(alpha).toBeVisible();
  source.hangUp();

  source.answer = whole;
  await page.reload();
  await expect(async () => {
    await refresh.click({ timeout: 1_000 });
    await expect(table.getByRole("row", { name: /Row gamma/ })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(alpha).toBeHidden();
  await page.getByRole("button", { name: "Removed" }).click();
  await expect(alpha).toContainText("Removed");

  await page.reload();
  await page.getByRole("button", { name: "Since your last visit: 1 new, 2 gone" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Row gamma" })).toContainText("new");
});

test("what changed since the last visit is all there when it is asked for, a model that changed twice too", async ({
  page,
}) => {
  const date = new Date().toISOString().slice(0, 10);
  const price = { kind: "cheaper", date, ref: "demo/echo", name: "Echo", what: "input", from: 2, to: 1 };
  const added = Array.from({ length: 70 }, (_, index) => ({
    kind: "new",
    date,
    ref: `demo/m${index}`,
    name: `Model ${index}`,
  }));
  await page.route("**/api/catalogue/changes", (route) => route.fulfill({ json: [price, price, ...added] }));
  await page.addInitScript(() => localStorage.setItem("catalogue-seen", "2026-01-01"));
  await page.goto("/models");
  await page.getByRole("button", { name: "Since your last visit: 70 new, 2 cheaper" }).click();
  const last = page.getByRole("listitem").filter({ hasText: "Model 69" });
  await expect(last).toBeHidden();
  await page.getByRole("button", { name: "Show all 72" }).click();
  await expect(last).toBeVisible();
});

test.describe("of a hostile source", () => {
  const key = "sk-e2e-secret-value";
  let canary: Server;
  let hits: string[];
  test.use({
    serverEnv: { OPENAI_BASE_URL: "AIMOCK", OPENAI_API_KEY: key },
    expectedComplaint: /status of 404/,
  });
  test.beforeEach(async () => {
    hits = [];
    canary = createServer((request, response) => {
      hits.push(`${request.url} ${request.headers.authorization}`);
      response.end("{}");
    });
    await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
  });
  test.afterEach(() => {
    canary.close();
  });

  test("no address is ever asked, with or without a key, and every name and link is only text", async ({
    page,
    request,
    aimock,
  }) => {
    const api = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/v1`;
    const html = '<img src="x" onerror="window.taken = true">';
    const row = rowWith("gpt-4o-mini", { name: html });
    const stranger = {
      api,
      env: ["OPENAI_API_KEY"],
      name: `${html}Stranger`,
      doc: "javascript:window.taken=true",
    };
    const list = listOf(
      providerWith("openai", [row], { api, env: ["OPENAI_API_KEY"] }),
      providerWith("stranger", [row, rowWith("second")], stranger),
      providerWith("httponly", [rowWith("third")], { doc: "http://docs.example/" }),
    );
    if (list === "silence") throw new Error("There is a list.");
    const proto = JSON.stringify({ ...providerWith("x", [rowWith("y")]).x, id: "__proto__" });
    source.answer = { status: 200, body: list.body.replace(/}$/, `,"__proto__":${proto}}`) };
    await page.goto("/models?q=stranger");
    const table = page.getByRole("table", { name: "Models" });
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(table.getByRole("row", { name: /stranger\/gpt-4o-mini/ })).toContainText(html);
    await expect(page.getByText(/just now · 1 rows? skipped/)).toBeVisible();
    await table
      .getByRole("row", { name: /stranger\/second/ })
      .getByRole("link", { name: "stranger", exact: true })
      .click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${html}Stranger`);
    await expect(page.getByRole("region", { name: "State" })).toContainText("Not set up here");
    const about = page.getByRole("region", { name: "About the provider" });
    await expect(about).toContainText("it is only shown, nothing is sent there");
    await expect(about).toContainText(api);
    await expect(about.getByRole("link")).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Test connection" })).toHaveCount(0);
    await page.goto("/models/httponly");
    await expect(about).toContainText("http://docs.example/");
    await expect(about.getByRole("link")).toHaveCount(0);
    await page.goto("/models/stranger/second");
    await expect(page.getByRole("main").getByRole("link", { name: /Docs/ })).toHaveCount(0);

    const post = (address: string, data: object) => request.post(address, { data });
    for (const body of [
      { ask: "models", providerId: "stranger" },
      { ask: "token", model: "stranger/second" },
    ])
      expect((await post("/api/providers/test", body)).status()).toBe(404);
    const messages = [{ role: "user", content: "hello" }];
    expect((await post("/v1/chat/completions", { model: "stranger/second", messages })).status()).toBe(404);
    // A provider that is known stays where the operator put it, whatever the list says of its address.
    aimock.onMessage(/^hello$/, { content: "Hello from where it belongs." });
    const answered = await post("/v1/chat/completions", { model: "openai/gpt-4o-mini", messages });
    expect(await answered.text()).toContain("Hello from where it belongs.");
    await page.goto("/models/openai");
    await expect(about).not.toContainText(api);
    await page.getByRole("button", { name: "Ask for its models" }).click();
    await expect(page.getByRole("group", { name: "Result of the test" })).toContainText(aimock.url);
    expect(hits).toEqual([]);
    expect(await page.evaluate(() => "taken" in window)).toBe(false);
  });
});

test("a chat's real usage is priced again on other models", async ({ page, chat }) => {
  await chat.open("demo/writer");
  await chat.send("Hello");
  await chat.settled();
  await page.getByRole("button", { name: "Import and copy" }).click();
  await page.getByRole("menuitem", { name: "What would it have cost…" }).click();
  const dialog = page.getByRole("dialog", { name: "What would this chat have cost?" });
  await expect(dialog).toContainText("1 shown answer with the tokens that were really used");
  await dialog.getByRole("searchbox", { name: "Search models" }).fill("wandb kimi k2 instruct");
  await expect(dialog.getByRole("row", { name: /^Kimi K2 Instruct Weights & Biases \$0\.00/ })).toBeVisible();
  await expect(dialog).toContainText("another model's tokenizer");
  await expect(dialog).toContainText("reason");
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
  // Every number of the page says who states it and when, to the pointer and to the keyboard.
  const numbers = page
    .getByRole("main")
    .locator("dd, td")
    .filter({ hasText: /\d/ })
    .filter({ hasNotText: "not " });
  expect(await numbers.count()).toBeGreaterThan(8);
  for (const number of await numbers.all()) {
    const figure = number.locator("[tabindex='0']");
    const words = number.getByText(/^From .+, \d{4}(?:-\d\d)*$/).filter({ visible: true });
    await figure.hover();
    await expect(words.last()).toBeVisible();
    await page.mouse.move(0, 0);
    await figure.focus();
    await expect(words.last()).toBeVisible();
    await figure.blur();
  }
  await prices.getByText("$1.35").focus();
  await page.keyboard.press("Tab");
  await expect(prices.getByText("$4")).toBeFocused();
  await expect(page.getByRole("region", { name: "About it" })).toContainText("not stated");
  await page.getByText("Python", { exact: true }).click();
  await expect(page.getByRole("figure", { name: "Python" })).toContainText('os.environ["WANDB_API_KEY"]');
  await page.getByText("Haystack", { exact: true }).click();
  await expect(page.getByRole("figure", { name: "Haystack" })).toContainText(
    'Secret.from_env_var("WANDB_API_KEY")',
  );
  await page.goto("/models/llama/llama-3.3-70b-instruct");
  await expect(page.getByRole("region", { name: "Prices" })).toContainText("not published");
  await expect(page.getByText("Meta shut the Llama API down")).toBeVisible();
});

test.describe("of a model nobody knows", () => {
  test.use({ expectedComplaint: /status of 404/ });
  test("there is no page, in the theme of the others, but a way to those with such a name", async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/models/nobody/llama-3.3");
    await expect(page.getByRole("main")).toContainText(
      "No provider and no model here is called nobody/llama-3.3.",
    );
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.getByRole("link", { name: "Search for llama-3.3" }).click();
    await expect(page.getByRole("searchbox", { name: "Search models" })).toHaveValue("llama-3.3");
    await expect(page.getByRole("row", { name: /Llama 3\.3 70B Instruct/ }).first()).toBeVisible();
  });
});

test("other programs are not offered what models.dev has removed, and may still ask what is known of it", async ({
  app,
  page,
}) => {
  await app.restart({
    CATALOGUE_REFRESH: "on",
    CATALOGUE_URL: source.url,
    OPENAI_API_KEY: "sk-e2e-secret-value",
  });
  // The list of the start before is fresh enough for this one: only who asks by hand gets the next.
  source.answer = listOf(providerWith("openai", [rowWith("alpha"), rowWith("beta")]));
  await page.goto("/models");
  await page.getByRole("button", { name: "Refresh" }).click();
  const list = async () => {
    const { data } = await (await page.request.get("/v1/models")).json();
    return data.map(({ id }: { id: string }) => id).filter((id: string) => id.startsWith("openai/"));
  };
  await expect.poll(list, { timeout: 20_000 }).toEqual(["openai/alpha", "openai/beta"]);
  expect((await page.request.get("/v1/models/openai/gpt-4o")).status()).toBe(200);
});
