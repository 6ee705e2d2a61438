// Measures the built app with 10,000 chats and 200,000 messages, on SQLite and on PostgreSQL (where it is installed).
//
//   npm run bench -- --history
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { startPostgres } from "@/e2e/databases/start-postgres";
import { isPostgresTested } from "@/scripts/locate-postgres.mjs";
import { bigChatId, listChatFiles, totals } from "./history-data.mjs";
import { watchMachine } from "./machine.mjs";
import { quantile } from "./measure.mjs";
import { findFreePort, startServer, toAppArguments } from "./servers.mjs";

const goalMs = 100;
const say = (text) => console.log(`${text} …`);

const searches = {
  "a rare word": "zyzzyva7",
  "a common word": "gateway",
  "the beginning of a word": "thr",
  "two words": "latency budget",
  "a phrase": '"rate limit"',
  "a word nobody said": "quetzalcoatlus",
};

async function time(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function measure(origin, address, times = 40) {
  const get = async () => {
    const response = await fetch(`${origin}${address}`);
    if (!response.ok) throw new Error(`${address}: status ${response.status}`);
    return response.text();
  };
  // What cannot be read is no answer, however fast.
  for (let warm = 0; warm < 3; warm++) JSON.parse(await get());
  const taken = [];
  for (let index = 0; index < times; index++) taken.push(await time(get));
  return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95) };
}

/** When the page was first painted with content, and when `wanted` could be seen, in ms from the navigation's start. */
async function measurePaint(origin, address, wanted) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const painted = [];
  const seen = [];
  for (let times = 0; times < 7; times++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const startedAt = performance.now();
    await page.goto(`${origin}${address}`, { waitUntil: "commit" });
    await page.getByText(wanted).last().waitFor();
    seen.push(performance.now() - startedAt);
    const firstPaint = await page.waitForFunction(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    );
    painted.push(await firstPaint.jsonValue());
    await page.close();
  }
  await browser.close();
  return [
    { p50: quantile(painted, 0.5), p95: quantile(painted, 0.95) },
    { p50: quantile(seen, 0.5), p95: quantile(seen, 0.95) },
  ];
}

async function fill(origin) {
  for (const file of listChatFiles()) {
    const response = await fetch(`${origin}/api/import`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: file,
    });
    if (!response.ok) throw new Error(`import: ${await response.text()}`);
  }
}

async function measureDatabase(name, url) {
  const data = mkdtempSync(path.join(tmpdir(), "switchyard-history-"));
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const app = await startServer({
    args: toAppArguments(port),
    url: `${origin}/api/health`,
    env: {
      DATABASE_URL: url,
      SWITCHYARD_DATA: data,
      SWITCHYARD_LOCAL_SERVERS: "off",
      CATALOGUE_REFRESH: "off",
      SWITCHYARD_LOG_LEVEL: "error",
      SWITCHYARD_PASSWORD: "",
    },
  });
  try {
    say(`${name}: importing ${totals.chats} chats with ${totals.messages} messages`);
    const importMs = await time(() => fill(origin));
    say(`${name}: reading`);
    const rows = [["list of chats", await measure(origin, "/api/chats")]];
    for (const [what, query] of Object.entries(searches))
      rows.push([
        `search: ${what}`,
        await measure(origin, `/api/chats/search?q=${encodeURIComponent(query)}`),
      ]);
    rows.push(["open a chat of 20 messages", await measure(origin, "/api/chats/bench-chat-0000007")]);
    rows.push([`open a chat of 2,000 messages`, await measure(origin, `/api/chats/${bigChatId}`)]);
    say(`${name}: painting`);
    const [painted, listed] = await measurePaint(origin, "/", "Chat number 9999");
    const [bigPainted, bigSeen] = await measurePaint(origin, `/chat/${bigChatId}`, "the last message of all");
    rows.push(["/: first paint", painted], ["/: the newest chat is listed", listed]);
    rows.push(["2,000 messages: first paint", bigPainted], ["2,000 messages: the last is seen", bigSeen]);
    return { name, importMs, rows };
  } finally {
    await app.end();
    rmSync(data, { recursive: true, force: true });
  }
}

const machine = watchMachine();
const results = [await measureDatabase("SQLite", "")];
if (isPostgresTested()) {
  const postgres = await startPostgres();
  results.push(await measureDatabase("PostgreSQL", await postgres.createDatabase()).finally(postgres.stop));
}

const ms = ({ p50, p95 }) => `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`.padStart(20);
console.log(["", ...machine.describe()].join("\n"));
console.log(
  `${totals.chats.toLocaleString("en-US")} chats, ${totals.messages.toLocaleString("en-US")} messages; p50 / p95; goal on the server: p95 ≤ ${goalMs} ms\n`,
);
console.log(`${"".padEnd(36)}${results.map(({ name }) => name.padStart(20)).join("")}`);
for (const [index, [what]] of results[0].rows.entries())
  console.log(`${what.padEnd(36)}${results.map(({ rows }) => ms(rows[index][1])).join("")}`);
console.log(
  `${"import of everything".padEnd(36)}${results.map(({ importMs }) => `${(importMs / 1000).toFixed(0)} s`.padStart(20)).join("")}`,
);
