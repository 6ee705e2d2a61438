// What eight lanes of the demo's fastest model do to the page, beside the floor: `npm run bench -- --lanes`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { floorPage } from "./lanes-floor.mjs";
import { countDropped, isRunning, measureHeap, readBrowserUse, readLengths, watch } from "./lanes-watch.mjs";
import { watchMachine } from "./machine.mjs";
import { quantile } from "./measure.mjs";
import { findFreePort, readUse, startServer, toAppArguments } from "./servers.mjs";

const rounds = 3;
const heapRounds = 4;
const keyEveryMs = 150;
/** So long what comes after the last byte is watched. */
const afterMs = 3_000;
const models = Array.from({ length: 8 }, () => "m=demo/sprinter").join("&");
/** How the model's answers end. */
const lastWords = "at up to 2,500 a second.";
const median = (values) => quantile(values, 0.5);

/** Asks, and types until all lanes have ended. Looks for nothing by role meanwhile: that reads the whole page. */
async function drive(page, onTick = async () => {}) {
  const field = page.getByRole("textbox", { name: "Message", exact: true });
  await field.fill("Run");
  await field.press("Enter");
  await page.waitForFunction(isRunning);
  const startedAt = Date.now();
  while (await page.evaluate(isRunning)) {
    await page.keyboard.press("a");
    await onTick();
    await page.waitForTimeout(keyEveryMs);
    if (Date.now() - startedAt > 60_000) break;
  }
  return Date.now() - startedAt;
}

async function measureRound({ browser, app, url, address }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const other = await context.newPage();
  await other.goto(`${url}/models`);
  const page = await context.newPage();
  await page.route("**/floor", (route) => route.fulfill({ contentType: "text/html", body: floorPage }));
  await page.goto(`${url}${address}`);
  await page.waitForTimeout(1_000);
  await page.evaluate(watch, lastWords);
  const spreads = [];
  const before = [await readBrowserUse(browser), readUse(app.pid)?.cpuSeconds ?? 0];
  const tookMs = await drive(page, async () => {
    const lengths = await page.evaluate(readLengths);
    if (lengths.length > 1) spreads.push(Math.min(...lengths) / Math.max(1, ...lengths));
  });
  await page.waitForTimeout(afterMs);
  const after = [await readBrowserUse(browser), readUse(app.pid)?.cpuSeconds ?? 0];
  const seen = await page.evaluate(() => globalThis.seen);
  await context.close();
  return {
    tookMs,
    longestTaskMs: Math.max(0, ...seen.longTasks),
    longTasks: seen.longTasks.length,
    droppedPercent: countDropped(seen),
    echoP95Ms: quantile(seen.echoes, 0.95),
    shownMs: seen.shownAt === null ? null : Math.max(0, seen.shownAt - seen.lastByteAt),
    markdownMs: Math.max(0, seen.lastMarkdownAt - seen.lastByteAt),
    togetherShare: median(spreads),
    browserSeconds: after[0] - before[0],
    serverSeconds: after[1] - before[1],
  };
}

/** What stays on the heap of one page each time such a chat has been left for a new one, MB. */
async function measureHeapGrowth({ browser, url }) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}/`);
  const heaps = [];
  for (let round = 0; round < heapRounds; round += 1) {
    // As a link does: a new document would begin with an empty heap.
    await page.evaluate((address) => globalThis.next.router.push(address), `/compare?${models}`);
    await page.getByRole("group", { name: "Lane 8", exact: true }).waitFor();
    await drive(page);
    await page.waitForTimeout(500);
    await page.getByRole("link", { name: "New chat" }).first().click();
    await page.getByRole("group", { name: "Lane 8", exact: true }).waitFor({ state: "detached" });
    await page.waitForTimeout(1_000);
    heaps.push(await measureHeap(page));
  }
  await page.close();
  return heaps;
}

const rows = [
  ["eight lanes took, ms", "tookMs", ""],
  ["longest task, ms", "longestTaskMs", "≤ 100"],
  ["tasks over 50 ms", "longTasks", ""],
  ["dropped frames, %", "droppedPercent", "≤ 10"],
  ["typing echo p95, ms", "echoP95Ms", "≤ 100"],
  ["last text shown after the last byte, ms", "shownMs", "≤ 500"],
  ["all of it markdown after the last byte, ms", "markdownMs", ""],
  ["shortest text in view beside the longest", "togetherShare", "near 1"],
  ["CPU of the browser, s", "browserSeconds", ""],
  ["CPU of the server, s", "serverSeconds", ""],
];
const format = (value) => (value === null ? "-" : value.toFixed(value < 10 ? 2 : 0)).padStart(9);

function report(floor, product) {
  const of = (all, name) => median(all.map((round) => round[name]).filter((value) => value !== null));
  console.log(`\nEight lanes of demo/sprinter, 2,500 tokens/s each; another tab open; median of ${rounds}`);
  console.log(`${"".padEnd(46)}    floor  product   goal`);
  for (const [name, key, goal] of rows)
    console.log(`${name.padEnd(46)}${format(of(floor, key))}${format(of(product, key))}   ${goal}`);
}

const machine = watchMachine();
const folder = mkdtempSync(path.join(tmpdir(), "switchyard-bench-lanes-"));
const port = await findFreePort();
const url = `http://127.0.0.1:${port}`;
const app = await startServer({
  args: toAppArguments(port),
  env: {
    SWITCHYARD_DATA: folder,
    SWITCHYARD_LOCAL_SERVERS: "off",
    CATALOGUE_REFRESH: "off",
    DATABASE_URL: "",
    NODE_ENV: "production",
  },
  url: `${url}/api/health`,
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
  ],
});
try {
  const floor = [];
  const product = [];
  for (let round = 0; round < rounds; round += 1) {
    floor.push(await measureRound({ browser, app, url, address: "/floor" }));
    product.push(await measureRound({ browser, app, url, address: `/compare?${models}` }));
  }
  console.log(["", ...machine.describe()].join("\n"));
  report(floor, product);
  const heaps = await measureHeapGrowth({ browser, url });
  const each = heaps.map((heap) => heap.toFixed(1)).join(", ");
  console.log(`heap each time such a chat has been left, MB: ${each}   the same`);
} finally {
  await browser.close();
  await app.end();
  rmSync(folder, { recursive: true, force: true });
}
