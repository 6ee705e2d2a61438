import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { expect, test } from "./support/test";
import {
  listOf,
  type ModelsDevSource,
  providerWith,
  rowWith,
  startModelsDev,
} from "./upstreams/start-models-dev";

/** Many rows to scroll through, some of which several providers share. */
const many = (prefix: string) =>
  Array.from({ length: 150 }, (_, index) =>
    rowWith(`${prefix}-${String(index).padStart(3, "0")}`, {
      name: `${prefix} ${index}`,
      limit: { context: 1_000 * (index + 1), output: 1_000 },
    }),
  );

const shared = rowWith("kite-2", { name: "Kite 2", cost: { input: 0.15, output: 0.6 } });

const list = listOf(
  providerWith("northwind", [
    ...many("north"),
    shared,
    rowWith("metered", { name: "Metered", cost: { input: 3, output: 15, cache_read: 0.3 } }),
    rowWith("tiered", {
      name: "Tiered",
      limit: { context: 1_000_000, output: 64_000 },
      cost: {
        input: 1.25,
        output: 10,
        tiers: [{ input: 2.5, output: 15, tier: { type: "context", size: 200_000 } }],
      },
    }),
    rowWith("lone", { name: "Lone", family: "lonely" }),
    rowWith("trial", { name: "Trial, beta", status: "beta", cost: { input: 0, output: 0 } }),
    rowWith("unpriced", { name: "Unpriced", status: "beta", cost: undefined }),
  ]),
  providerWith("southwind", [...many("south"), { ...shared, cost: { input: 1.5, output: 2 } }]),
);

let source: ModelsDevSource;
test.beforeEach(async ({ app }) => {
  source = await startModelsDev(list);
  await app.restart({ CATALOGUE_REFRESH: "on", CATALOGUE_URL: source.url });
  await expect
    .poll(async () => (await (await fetch(`${app.url}/api/catalogue`)).text()).includes("Kite 2"))
    .toBe(true);
});
test.afterEach(() => source.close());

const table = (page: Page) => page.getByRole("table", { name: "Models" });
const scroller = (page: Page) => page.getByRole("region", { name: "Table of models" });
const topOf = (page: Page) => scroller(page).evaluate((element) => element.scrollTop);
const scrollTo = async (page: Page, top: number) => {
  await scroller(page).evaluate((element, to) => element.scrollTo(0, to), top);
  await expect.poll(() => topOf(page)).toBe(top);
};
const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const textOf = async (download: Promise<Download>) => readFile(await (await download).path(), "utf8");

test("the address is the state: back, forward and a shared address restore the view, where one had scrolled to as well", async ({
  page,
  context,
}) => {
  await page.goto("/models");
  await expect(table(page)).toBeVisible();
  await scrollTo(page, 3_000);
  await page.getByRole("button", { name: "Context", exact: true }).click();
  await expect(page).toHaveURL(/sort=context&dir=desc/);
  await expect.poll(() => topOf(page)).toBe(0);
  await scrollTo(page, 1_248);

  await page.getByRole("button", { name: "Group by model" }).click();
  await expect(page).toHaveURL(/group=true/);
  await expect.poll(() => topOf(page)).toBe(0);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Released" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/cols=.*released/);
  await page.getByRole("searchbox", { name: "Search models" }).fill("kite");
  const kites = table(page).getByRole("row", { name: /Kite 2 2 providers/ });
  await expect(kites).toContainText("$0.15–1.50");
  await kites.getByRole("button", { name: /Kite 2/ }).click();
  await expect(table(page).getByRole("row", { name: /southwind\/kite-2/ })).toContainText("2026-05");
  await expect(page).toHaveURL(/open=kite-2/);
  // What is typed follows once the typing pauses.
  await expect(page).toHaveURL(/q=kite/);

  const address = page.url();
  const other = await context.newPage();
  await other.goto(address);
  await expect(table(other).getByRole("row", { name: /southwind\/kite-2/ })).toBeVisible();
  expect(await table(other).getByRole("row").allTextContents()).toEqual(
    await table(page).getByRole("row").allTextContents(),
  );
  await other.close();

  await page.goBack();
  await expect(page).not.toHaveURL(/group/);
  await expect.poll(() => topOf(page)).toBe(1_248);
  const [first] = await table(page).getByRole("row").filter({ hasText: "wind/" }).allTextContents();
  await page.goBack();
  await expect(page).not.toHaveURL(/sort/);
  await expect.poll(() => topOf(page)).toBe(3_000);
  await page.goForward();
  await expect.poll(() => topOf(page)).toBe(1_248);
  expect((await table(page).getByRole("row").filter({ hasText: "wind/" }).allTextContents())[0]).toBe(first);
  await page.goForward();
  await expect(table(page).getByRole("row", { name: /southwind\/kite-2/ })).toBeVisible();
  expect(page.url()).toBe(address);

  // Through a model's page, and over a reload.
  await page.goBack();
  await expect.poll(() => topOf(page)).toBe(1_248);
  await scrollTo(page, 2_400);
  await table(page)
    .getByRole("link", { name: /^(?:north|south) \d+/ })
    .nth(7)
    .click();
  await expect(page.getByRole("region", { name: "Prices" })).toBeVisible();
  await page.goBack();
  await expect.poll(() => topOf(page)).toBe(2_400);
  await page.reload();
  await expect.poll(() => topOf(page)).toBe(2_400);
  // A new visit is a new view.
  await page.getByRole("link", { name: "Models", exact: true }).first().click();
  await expect(page).toHaveURL("/models");
  await expect.poll(() => topOf(page)).toBe(0);
});

test("a workload is priced as llm-prices does, tiers and cached tokens included, and exported as it is shown", async ({
  page,
}) => {
  await page.goto("/models?provider=northwind&q=ed");
  await expect(table(page)).toBeVisible();
  await page.getByText("Costs for").click();
  const workload = page.getByRole("group", { name: "Workload" });
  await workload.getByRole("button", { name: "RAG" }).click();
  await expect(workload.getByRole("button", { name: "RAG" })).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/in=8000/);
  for (const [name, value] of [
    ["Input tokens", "10000"],
    ["Cached share in percent", "40"],
    ["Output tokens", "500"],
    ["Runs per day", "200"],
  ] as const)
    await workload.getByRole("spinbutton", { name }).fill(value);
  // (6,000 × $3 + 4,000 × $0.30 + 500 × $15) / 1M × 200
  await expect(table(page).getByRole("row", { name: /Metered/ })).toContainText("$5.34");
  await expect(page).toHaveURL(/in=10000.*runs=200/);
  await workload.getByRole("spinbutton", { name: "Input tokens" }).fill("200001");
  await workload.getByRole("spinbutton", { name: "Cached share in percent" }).fill("0");
  await workload.getByRole("spinbutton", { name: "Output tokens" }).fill("1000");
  await workload.getByRole("spinbutton", { name: "Runs per day" }).fill("1");
  // One token above the tier prices the whole request by it.
  await expect(table(page).getByRole("row", { name: /Tiered/ })).toContainText("$0.515");
  await expect(table(page).getByRole("row", { name: /Metered/ })).toContainText("does not fit");
  await expect(table(page).getByRole("row", { name: /Unpriced/ })).toContainText("not published");

  const exported = async (kind: "CSV" | "JSON") => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: new RegExp(`^\\d+ models as ${kind}`) }).click();
    return textOf(download);
  };
  const json = JSON.parse(await exported("JSON"));
  expect(json.workload).toEqual({
    inputTokens: 200_001,
    cachedPercent: 0,
    outputTokens: 1_000,
    runsPerDay: 1,
  });
  const find = (ref: string) => json.models.find((model: { ref: string }) => model.ref === ref);
  expect(find("northwind/tiered")).toMatchObject({ estimatedUsdPerDay: 0.5150025, contextTokens: 1_000_000 });
  expect(find("northwind/unpriced")).toMatchObject({ inputUsdPerMTok: null, priceState: "unknown" });
  expect(json.models).toHaveLength((await table(page).getByRole("row").count()) - 1);
  const [header = "", ...lines] = (await exported("CSV")).trim().split("\r\n");
  expect(lines).toHaveLength(json.models.length);
  const cells = (lines.find((line) => line.startsWith("northwind/tiered,")) ?? "").split(",");
  expect(Object.fromEntries(header.split(",").map((name, index) => [name, cells[index]]))).toMatchObject({
    inputUsdPerMTok: "1.25",
    estimatedUsdPerDay: "0.5150025",
    sourceOfRow: "models.dev",
  });

  await page.goto("/models?provider=northwind");
  await page.getByRole("combobox", { name: "Status" }).selectOption("Beta");
  await expect(page.getByRole("status").filter({ hasText: /^2 of/ })).toBeVisible();
  await expect(table(page).getByRole("row", { name: /Trial, beta/ })).toContainText("$0 listed");
  await page.getByRole("combobox", { name: "Input price of at most" }).selectOption({ label: "≤ $1 in" });
  await expect(page.getByText("1 hidden without a known price")).toBeVisible();
  expect(await exported("CSV")).toContain('"Trial, beta"');
  expect(search(page)).toEqual({ provider: "northwind", status: "beta", price: "1" });
});

test("a picked model that is not here is named, with the one it may be a slip of", async ({ page }) => {
  await page.goto("/models?pick=northwind/kite-2,southwind/kite-3,nobody/has-this-one&specs=true");
  const unknown = page.getByRole("region", { name: "Unknown models" });
  await expect(unknown.getByRole("listitem")).toHaveCount(2);
  await expect(unknown).toContainText("No model here is called southwind/kite-3.");
  const comparison = page.getByRole("region", { name: "Comparison of models" });
  await expect(comparison.getByRole("columnheader", { name: /northwind/ })).toBeVisible();
  await unknown.getByRole("button", { name: "Take southwind/kite-2" }).click();
  await expect(comparison.getByRole("columnheader", { name: /southwind/ })).toBeVisible();
  await expect(page).toHaveURL(/pick=northwind\/kite-2,southwind\/kite-2,nobody\/has-this-one/);
  await unknown.getByRole("button", { name: "Leave out nobody/has-this-one" }).click();
  await expect(unknown).toBeHidden();
  await expect(page).toHaveURL(/pick=northwind\/kite-2,southwind\/kite-2&/);
});

test("models are compared with a baseline, and drawn as points that open them", async ({ page }) => {
  await page.goto("/models?pick=northwind/kite-2,southwind/kite-2,northwind/unpriced&specs=true");
  const comparison = page.getByRole("region", { name: "Comparison of models" });
  const input = comparison.getByRole("row", { name: /^Input/ });
  const cell = (index: number) => input.getByRole("cell").nth(index);
  await expect(cell(0)).toHaveText(/\$0\.15/);
  await expect(cell(1)).toContainText("×10 worse");
  await expect(cell(2)).toHaveText("not published");
  await comparison
    .getByRole("columnheader", { name: /southwind/ })
    .getByRole("button", { name: "Make it the baseline" })
    .click();
  await expect(cell(0)).toHaveText(/\$1\.50/);
  await expect(cell(1)).toContainText(/90.*better/);
  await expect(page).toHaveURL(/pick=southwind\/kite-2,northwind\/kite-2/);
  await comparison.getByRole("button", { name: "Take out Unpriced" }).click();
  await expect(comparison.getByRole("columnheader")).toHaveCount(3);

  await page.goto("/models?provider=northwind&q=lone");
  await page.getByRole("button", { name: "Chart" }).click();
  await expect(page).toHaveURL(/view=chart/);
  const chart = page.getByRole("application", {
    name: /^Chart: 1 models by context and input price, 0 without/,
  });
  await expect(chart.locator("canvas")).toBeVisible();
  const { width, height } = (await chart.boundingBox()) ?? { width: 0, height: 0 };
  // 200,000 tokens on an axis from 100,000 to 500,000; $1 in the middle of one from $0.50 to $2.
  const x = 120 + (Math.log(2) / Math.log(5)) * (width - 120 - 32);
  await chart.click({ position: { x, y: 36 + (height - 36 - 48) / 2 } });
  await expect(page).toHaveURL("/models/northwind/lone");
  await page.goBack();
  await expect(chart).toBeVisible();
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("status").filter({ hasText: "$1 per 1M input tokens" })).toContainText("Lone");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/models/northwind/lone");
});

test("a row's links are links: a plain click stays in the app, one with a modifier or the middle button opens a tab", async ({
  page,
  context,
}) => {
  await page.goto("/models?provider=northwind&q=lone");
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  const isSamePage = () => page.evaluate(() => "isSamePage" in globalThis);
  const row = table(page).getByRole("row", { name: /northwind\/lone/ });
  const links = [
    [row.getByRole("link", { name: "Lone", exact: true }), "/models/northwind/lone"],
    [row.getByRole("link", { name: "northwind", exact: true }), "/models/northwind"],
    [row.getByRole("link", { name: "Try Lone" }), "/?model=northwind%2Flone"],
  ] as const;
  for (const [link, address] of links) {
    for (const how of [{ modifiers: ["ControlOrMeta" as const] }, { button: "middle" as const }]) {
      const opened = context.waitForEvent("page");
      await link.click(how);
      const tab = await opened;
      await expect(tab).toHaveURL(address);
      await tab.close();
      await expect(page).toHaveURL("/models?provider=northwind&q=lone");
    }
  }
  await links[0][0].click();
  await expect(page.getByRole("region", { name: "Prices" })).toBeVisible();
  await expect(page).toHaveURL("/models/northwind/lone");
  expect(await isSamePage()).toBe(true);
});

test("the keyboard alone searches, goes from row to row, ticks, sorts, compares and opens", async ({
  page,
}) => {
  const press = (...keys: string[]) =>
    keys.reduce(async (before, key) => {
      await before;
      await page.keyboard.press(key);
    }, Promise.resolve());
  const focused = page.locator(":focus");
  const status = page.getByRole("status").filter({ hasText: / of \d+ models/ });
  await page.goto("/models?provider=northwind");
  await expect(table(page)).toBeVisible();
  await press("/");
  await page.keyboard.type("ed");
  await expect(status).toHaveText(/^3 of/);
  await press("ArrowDown");
  await expect(focused).toHaveRole("link");
  await press("ArrowDown", "ArrowUp", "Shift+Tab");
  await expect(focused).toHaveRole("checkbox");
  await press("Space", "ArrowDown", "Space");
  await expect(page.getByRole("region", { name: "Picked models" })).toContainText("2 picked");
  await expect(focused).toBeChecked();
  await expect(focused).toHaveRole("checkbox");

  // Rows that are not in the page yet are there when they are reached.
  await page.goto("/models?q=north");
  await expect(table(page)).toBeVisible();
  await press("/", "ArrowDown", ...Array.from({ length: 40 }, () => "ArrowDown"));
  await expect(table(page).getByRole("row").filter({ has: focused })).toHaveAttribute("aria-rowindex", "42");
  await expect(focused).toBeInViewport();
  const rowIndex = async () =>
    Number(await table(page).locator("tr:has(:focus)").getAttribute("aria-rowindex"));
  const last = Number(await table(page).getAttribute("aria-rowcount"));
  await press("End");
  await expect.poll(rowIndex).toBe(last);
  await press("PageUp");
  await expect.poll(rowIndex).toBeLessThan(last - 3);
  await press("Home");
  await expect.poll(rowIndex).toBe(2);
  await press("PageDown");
  await expect.poll(rowIndex).toBeGreaterThan(5);
  await expect(focused).toBeInViewport();
  const name = (await focused.textContent()) ?? "";
  await press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);

  await page.goto("/models?q=kite&pick=northwind/kite-2,southwind/kite-2");
  const context = table(page).getByRole("columnheader", { name: "Context" });
  await context.getByRole("button").focus();
  await press("Enter");
  await expect(context).toHaveAttribute("aria-sort", "descending");
  await page.getByRole("button", { name: "Compare specs" }).focus();
  await press("Enter");
  const comparison = page.getByRole("region", { name: "Comparison of models" });
  // The words for who listens stand in the figure itself, those that are seen above it.
  await comparison.locator("td [tabindex='0']", { hasText: "$0.15" }).first().focus();
  const words = comparison.getByText(/^From models\.dev, \d{4}/).filter({ visible: true });
  await expect(words.last()).toBeVisible();
});
