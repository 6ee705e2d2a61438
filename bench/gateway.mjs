// Measures /v1 beside a bare pipe, in one run against one upstream: 400 streams of 30 tokens/s, then 600, of which both
// refuse what is above their limit. Ends within three minutes.
//
//   npm run bench -- --gateway
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { sleep } from "./clock.mjs";
import { measureFirstToken, measurePaced, measureUnpaced, quantile } from "./measure.mjs";
import { formatTable } from "./report.mjs";
import { findFreePort, readUse, startServer, toAppArguments } from "./servers.mjs";
import { toCompletionRequest } from "./targets.mjs";

const plan = { streams: 400, tokensPerSecond: 30, seconds: 10 };
const offered = 600;
const limit = 500;
/** All of them run at once before the first one ends. */
const arrivals = [3_000, 1_000, 0];
const overloadSeconds = 6;

const data = mkdtempSync(path.join(tmpdir(), "switchyard-bench-"));
const [upstreamPort, pipePort, appPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
const upstreamUrl = `http://127.0.0.1:${upstreamPort}/v1`;
const pipeUrl = `http://127.0.0.1:${pipePort}`;
const origin = `http://127.0.0.1:${appPort}`;
const servers = [];
const busy = loadavg()[0];
const say = (text) => console.log(`${text} …`);

async function start(server) {
  const started = await startServer(server);
  servers.push(started);
  return started;
}

async function startTargets() {
  await start({ args: ["bench/upstream.mjs", String(upstreamPort)], url: upstreamUrl });
  const pipe = await start({
    args: ["bench/pipe.mjs", String(pipePort), upstreamUrl, String(limit)],
    url: pipeUrl,
  });
  const app = await start({
    args: toAppArguments(appPort),
    url: `${origin}/api/health`,
    env: {
      NODE_ENV: "production",
      LLAMA_BASE_URL: upstreamUrl,
      LLAMA_API_KEY: "bench",
      SWITCHYARD_DATA: data,
      SWITCHYARD_LOCAL_SERVERS: "off",
      CATALOGUE_REFRESH: "off",
      SWITCHYARD_LOG_LEVEL: "error",
      SWITCHYARD_PASSWORD: "",
      SWITCHYARD_MAX_RUNS: String(limit),
      SWITCHYARD_MAX_RUNS_PER_CALLER: String(limit),
    },
  });
  return {
    upstream: { name: "upstream", toRequest: (model) => toCompletionRequest(upstreamUrl, model) },
    pipe: { name: "bare pipe", pid: pipe.pid, toRequest: (model) => toCompletionRequest(pipeUrl, model) },
    gateway: {
      name: "/v1",
      pid: app.pid,
      toRequest: (model) => toCompletionRequest(`${origin}/v1`, `llama/${model}`),
    },
  };
}

/** Everybody nearly at once, the excess from a process of its own: who is refused how fast, and whether the others keep their pace. */
async function measureOverload(target, withinMs) {
  const model = `stamps-${plan.tokensPerSecond * overloadSeconds}-${plan.tokensPerSecond}`;
  const request = target.toRequest(model);
  const firstMs = (withinMs * limit) / offered;
  const crowds = await Promise.all([
    gather({ request, count: limit, withinMs: firstMs, waitMs: 0 }),
    gather({ request, count: offered - limit, withinMs: withinMs - firstMs, waitMs: firstMs }),
  ]);
  const results = crowds.flatMap((crowd) => crowd.results);
  const refused = results.filter(({ status }) => status === 503);
  const accepted = results.filter(({ status }) => status === 200);
  const isWhole = ({ tokens, error }) => error === null && tokens === plan.tokensPerSecond * overloadSeconds;
  const refusalMs = refused.map(({ durationMs }) => durationMs);
  const first = accepted.flatMap((result) => result.firstMs ?? []);
  const [{ delayP50, delayP99 }] = crowds;
  return [
    `${target.name}, ${offered} streams within ${withinMs / 1000} s at a limit of ${limit}: ${accepted.length} accepted (${accepted.filter(isWhole).length} whole), ${refused.length} refused (${refused.filter(({ retryAfter }) => retryAfter !== null).length} told when to come back), ${results.length - refused.length - accepted.length} neither`,
    `refused after ${ms(quantile(refusalMs, 0.5))} in the middle, ${ms(quantile(refusalMs, 1))} at worst`,
    `the accepted ones: first token after ${ms(quantile(first, 0.5))} in the middle, ${ms(quantile(first, 0.95))} p95; delay per token p50 ${ms(delayP50)}, p99 ${ms(delayP99)}`,
    `the clients' own lateness, of the first ${limit} and of the excess: ${crowds.map((crowd) => `p99 ${ms(crowd.latenessP99Ms)}, worst ${ms(crowd.latenessWorstMs)}`).join("; ")}`,
    "",
  ];
}

async function gather(crowd) {
  const child = spawn("node", ["bench/crowd.mjs", JSON.stringify(crowd)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(await text(child.stdout));
}

const ms = (value) => (value === null ? "unknown" : `${value.toFixed(1)} ms`);

async function measureAll() {
  const { upstream, pipe, gateway } = await startTargets();
  const idle = [pipe, gateway].map(({ pid }) => readUse(pid)?.megabytes ?? null);
  say("First token, one request at a time");
  const [direct, ...times] = await measureFirstToken([upstream, pipe, gateway]);
  const floor = quantile(direct, 0.5);
  const columns = [];
  for (const [index, target] of [pipe, gateway].entries()) {
    say(`${target.name}: ${plan.streams} streams of ${plan.tokensPerSecond} tokens/s for ${plan.seconds} s`);
    const paced = await measurePaced(target, plan);
    say(`${target.name}: 20 streams of 2,000 tokens, unpaced`);
    columns.push({
      ...paced,
      addedP50: quantile(times[index], 0.5) - floor,
      addedP95: quantile(times[index], 0.95) - floor,
      unpacedTokensPerSecond: await measureUnpaced(target),
      idleMegabytes: idle[index],
    });
  }
  const overloads = [];
  for (const withinMs of arrivals) {
    for (const target of [pipe, gateway]) {
      say(`${target.name}: ${offered} streams within ${withinMs / 1000} s at a limit of ${limit}`);
      overloads.push(...(await measureOverload(target, withinMs)));
      await sleep(500);
    }
  }
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`;
  console.log(
    [
      "",
      `${machine}; paced: ${plan.streams} streams × ${plan.tokensPerSecond} tokens/s × ${plan.seconds} s, gzip accepted`,
      ...(busy > 1
        ? [`The machine was busy before (load ${busy.toFixed(1)}): only the ratios mean something.`]
        : []),
      "",
      ...formatTable(["bare pipe", "/v1"], columns),
      "",
      ...overloads,
    ].join("\n"),
  );
}

try {
  await measureAll();
} finally {
  for (const server of servers.reverse()) await server.end();
  rmSync(data, { recursive: true, force: true });
}
