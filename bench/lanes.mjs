// What eight lanes of the demo's fastest model do to the page: `npm run bench -- --lanes`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findFreePort, startServer } from "./servers.mjs";

const rounds = 3;
const keyEveryMs = 150;
const models = Array.from({ length: 8 }, () => "m=demo/sprinter").join("&");

const percentile = (values, share) =>
  values.length === 0
    ? null
    : values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const median = (values) => percentile(values, 0.5);

/** Runs in the page: notes long tasks, frames, keys and the last change of what is drawn. */
function watch() {
  const seen = { longTasks: [], frames: [], echoes: [], lastPaintAt: 0, lastByteAt: 0 };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  }).observe({ entryTypes: ["longtask"] });
  let before = performance.now();
  const frame = (now) => {
    seen.frames.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  document.addEventListener(
    "keydown",
    ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => seen.echoes.push(performance.now() - timeStamp), 0)),
    true,
  );
  const content = document.querySelector("main");
  const countText = () =>
    [...document.querySelectorAll("article .markdown")].reduce(
      (sum, { textContent }) => sum + textContent.length,
      0,
    );
  let shown = 0;
  // Colours of code and what appears below the answers change the page, too: only text counts, and after the last byte.
  new MutationObserver(() => {
    const now = performance.now();
    if (now - seen.lastByteAt < 40) return;
    const count = countText();
    if (count !== shown) seen.lastPaintAt = now;
    shown = count;
  }).observe(content, { childList: true, subtree: true, characterData: true });
  const read = ReadableStreamDefaultReader.prototype.read;
  ReadableStreamDefaultReader.prototype.read = function (...args) {
    return read.apply(this, args).then((result) => {
      if (result.value instanceof Uint8Array) seen.lastByteAt = performance.now();
      return result;
    });
  };
}

/** How long the texts of the lanes in view are while they write. */
const readLengths = () =>
  [...document.querySelectorAll("[data-lane]")]
    .filter((lane) => lane.getBoundingClientRect().right <= innerWidth)
    .flatMap((lane) => [...lane.querySelectorAll("article[aria-busy=true]")])
    .map(({ textContent }) => textContent.length);

async function measureHeap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 2 ** 20;
}

async function measureRound(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const other = await context.newPage();
  await other.goto(`${url}/models`);
  const page = await context.newPage();
  await page.goto(`${url}/compare?${models}`);
  await page.waitForTimeout(1_000);
  const heapBefore = await measureHeap(page);
  await page.evaluate(watch);
  const field = page.getByRole("textbox", { name: "Message", exact: true });
  await field.fill("Run");
  await field.press("Enter");
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await stop.waitFor();
  const startedAt = Date.now();
  const spreads = [];
  while (await stop.isVisible()) {
    await field.press("a");
    const lengths = await page.evaluate(readLengths);
    if (lengths.length > 1) spreads.push(Math.min(...lengths) / Math.max(1, ...lengths));
    await page.waitForTimeout(keyEveryMs);
    if (Date.now() - startedAt > 60_000) break;
  }
  const tookMs = Date.now() - startedAt;
  await page.waitForTimeout(1_000);
  const seen = await page.evaluate(() => globalThis.seen);
  await page.getByRole("link", { name: "New chat" }).first().click();
  await page.waitForTimeout(1_500);
  const heapAfter = await measureHeap(page);
  await context.close();
  const dropped = seen.frames.filter((ms) => ms > 1.5 * (1_000 / 60)).length;
  return {
    tookMs,
    longestTaskMs: Math.max(0, ...seen.longTasks),
    longTasks: seen.longTasks.length,
    droppedPercent: (100 * dropped) / seen.frames.length,
    echoP95Ms: percentile(seen.echoes, 0.95),
    lastPaintMs: Math.max(0, seen.lastPaintAt - seen.lastByteAt),
    togetherShare: median(spreads),
    heapGrowthMb: heapAfter - heapBefore,
  };
}

const folder = mkdtempSync(path.join(tmpdir(), "switchyard-bench-lanes-"));
const port = await findFreePort();
const url = `http://127.0.0.1:${port}`;
const app = await startServer({
  args: ["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"],
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
  const all = [];
  for (let round = 0; round < rounds; round += 1) all.push(await measureRound(browser, url));
  const of = (name) => median(all.map((round) => round[name]));
  const rows = [
    ["eight lanes took, ms", of("tookMs"), ""],
    ["longest task, ms", of("longestTaskMs"), "≤ 100"],
    ["tasks over 50 ms", of("longTasks"), ""],
    ["dropped frames, %", of("droppedPercent"), "≤ 10"],
    ["typing echo p95, ms", of("echoP95Ms"), "≤ 100"],
    ["last text painted after the last byte, ms", of("lastPaintMs"), "≤ 500"],
    ["shortest text in view beside the longest", of("togetherShare"), "near 1"],
    ["heap after leaving the chat, MB more", of("heapGrowthMb"), ""],
  ];
  console.log(`\nEight lanes of demo/sprinter, 2,500 tokens/s each; another tab open; median of ${rounds}`);
  for (const [name, value, goal] of rows)
    console.log(
      `${name.padEnd(46)}${(value === null ? "-" : value.toFixed(value < 10 ? 2 : 0)).padStart(8)}   ${goal}`,
    );
} finally {
  await browser.close();
  await app.end();
  rmSync(folder, { recursive: true, force: true });
}
