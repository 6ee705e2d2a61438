// What a large catalogue does to the page of models, beside a table without a framework: `npm run bench -- --catalogue`.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { listCatalogues } from "./catalogue-data.mjs";
import { serveFloor } from "./catalogue-floor.mjs";
import { sleep } from "./clock.mjs";
import { watchMachine } from "./machine.mjs";
import { quantile } from "./measure.mjs";
import { findFreePort, startServer, toAppArguments } from "./servers.mjs";

const typed = [
  "claude sonnet",
  "gpt oss 120",
  "kimi k2",
  "qwen3 coder",
  "llama 3.3 70b",
  "mistral",
  "deepsek r1",
];
const sorts = 12;
const wheels = 120;

/** Runs in the page: notes when what an event asked for was painted in the table, and long tasks. */
function watch() {
  const seen = { painted: [], longTasks: [] };
  globalThis.seen = seen;
  let since = null;
  for (const kind of ["keydown", "pointerup"])
    document.addEventListener(kind, ({ timeStamp }) => (since = timeStamp), true);
  // Whichever element is the table: a page may replace the one it began with.
  const isOfTable = ({ target }) =>
    (target instanceof Element ? target : target.parentElement)?.closest("table[aria-label=Models]") != null;
  let isPainting = false;
  new MutationObserver((records) => {
    if (since === null || isPainting || !records.some(isOfTable)) return;
    isPainting = true;
    const startedAt = since;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        isPainting = false;
        // The last change an event led to is the one that counts.
        seen.painted = seen.painted.filter(({ startedAt: other }) => other !== startedAt);
        seen.painted.push({ startedAt, ms: performance.now() - startedAt });
      };
      port2.postMessage(null);
    });
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  }).observe({ entryTypes: ["longtask"] });
}

async function take(page) {
  await page.waitForTimeout(250);
  const seen = await page.evaluate(() => {
    const { painted, longTasks } = globalThis.seen;
    globalThis.seen.painted = [];
    globalThis.seen.longTasks = [];
    return { ms: painted.map(({ ms }) => ms), longTasks };
  });
  return { ms: seen.ms, longest: Math.max(0, ...seen.longTasks) };
}

async function measurePage(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  const table = page.getByRole("table", { name: "Models" });
  await table.getByRole("row").nth(3).waitFor();
  await page.waitForTimeout(1_500);
  await page.evaluate(watch);
  const field = page.getByRole("searchbox", { name: "Search models" });
  const keys = [];
  await field.focus();
  // The first round warms the page up, as a user's first word does.
  for (const [round, words] of ["warm", ...typed].entries()) {
    for (const letter of [...words, ...words].map((each, index) =>
      index < words.length ? each : "Backspace",
    )) {
      await page.keyboard.press(letter === " " ? "Space" : letter);
      await page.waitForTimeout(70);
    }
    const { ms } = await take(page);
    if (round > 0) keys.push(...ms);
  }
  const sorted = [];
  for (let times = 0; times < sorts; times += 1) {
    await table.getByRole("button", { name: "Context" }).click();
    sorted.push(...(await take(page)).ms);
  }
  await table.hover({ position: { x: 300, y: 300 } });
  // Finding the table by its role takes the page's thread as well, and is no scrolling.
  await take(page);
  for (let times = 0; times < wheels; times += 1) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(16);
  }
  const { longest } = await take(page);
  await page.close();
  return {
    keyP50: quantile(keys, 0.5),
    keyP95: quantile(keys, 0.95),
    sortP95: quantile(sorted.slice(2), 0.95),
    longest,
  };
}

/** Bytes of a response as it is sent, compressed. */
const measurePayload = (url) =>
  new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "gzip" } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk) => (bytes += chunk.length));
      response.on("end", () => resolve({ bytes, coding: response.headers["content-encoding"] ?? "none" }));
    }).on("error", reject);
  });

/** The catalogue once it holds what models.dev sent. */
async function waitForModels(origin) {
  for (;;) {
    const compact = await (await fetch(`${origin}/api/catalogue`)).json();
    if (compact.freshness.models !== null) return compact;
    await sleep(200);
  }
}

async function measureCatalogue(browser, { name, list }) {
  const data = mkdtempSync(path.join(tmpdir(), "switchyard-catalogue-"));
  const body = JSON.stringify(list);
  const source = createServer((_, response) => response.writeHead(200).end(body));
  await new Promise((resolve) => source.listen(0, "127.0.0.1", resolve));
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const app = await startServer({
    args: toAppArguments(port),
    url: `${origin}/api/health`,
    env: {
      SWITCHYARD_DATA: data,
      SWITCHYARD_LOCAL_SERVERS: "off",
      CATALOGUE_REFRESH: "on",
      CATALOGUE_URL: `http://127.0.0.1:${source.address().port}/api.json`,
      SWITCHYARD_LOG_LEVEL: "error",
      SWITCHYARD_PASSWORD: "",
    },
  });
  const rows = Object.values(list)
    .flatMap(({ models }) => Object.values(models))
    .filter(({ modalities }) => modalities?.output?.includes("text"))
    .map(({ id, name: own, limit, cost }) => [`${own} ${id}`, limit?.context, cost?.input, cost?.output]);
  const floor = await serveFloor(rows);
  try {
    const { freshness } = await waitForModels(origin);
    const payload = await measurePayload(`${origin}/api/catalogue`);
    return {
      name,
      models: freshness.models,
      payload,
      floor: await measurePage(browser, floor.url),
      page: await measurePage(browser, `${origin}/models`),
    };
  } finally {
    floor.close();
    source.close();
    await app.end();
    rmSync(data, { recursive: true, force: true });
  }
}

const ms = (value) => (value === null ? "unknown" : `${value.toFixed(1)} ms`);
const task = (value) => (value < 50 ? "< 50 ms" : `${value.toFixed(0)} ms`);
const rows = [
  ["keystroke → painted, p50", "keyP50", ms],
  ["keystroke → painted, p95", "keyP95", ms],
  ["sort → painted, p95", "sortP95", ms],
  ["scrolling: longest task", "longest", task],
];

const machine = watchMachine();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const results = [];
try {
  for (const catalogue of listCatalogues()) {
    console.log(`${catalogue.name} …`);
    results.push(await measureCatalogue(browser, catalogue));
  }
} finally {
  await browser.close();
}
console.log(["", ...machine.describe()].join("\n"));
for (const { name, models, payload, floor, page } of results) {
  console.log(`\n${name}: ${models.toLocaleString("en-US")} models that write text`);
  console.log(
    `${"payload".padEnd(28)}${`${(payload.bytes / 1024).toFixed(0)} KB ${payload.coding}`.padStart(28)}`,
  );
  console.log(`${"".padEnd(28)}${"no framework".padStart(14)}${"/models".padStart(14)}`);
  for (const [title, key, format] of rows)
    console.log(`${title.padEnd(28)}${format(floor[key]).padStart(14)}${format(page[key]).padStart(14)}`);
}
