// Measures /v1 beside a bare pipe, in one run against one upstream: 400 streams of 30 tokens/s, 600 of 50, then 600 of which
// both refuse what is above their limit. All but what "just started" says is of servers that have answered thousands of
// requests. Ends within four minutes.
//
//   npm run bench -- --gateway
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { sleep } from "./clock.mjs";
import { watchMachine } from "./machine.mjs";
import { measureFirstToken, measurePaced, measureUnpaced, quantile, warmUp } from "./measure.mjs";
import { formatTable } from "./report.mjs";
import { findFreePort, readUse, startServer, toAppArguments } from "./servers.mjs";
import { toCompletionRequest } from "./targets.mjs";

const plan = { streams: 400, tokensPerSecond: 30, seconds: 10 };
const fullPlan = { streams: 600, tokensPerSecond: 50, seconds: 8 };
/** A server that has just started compiles its code at the first thousands. */
const warmUps = 3_000;
const offered = 600;
const limit = 500;
/** All of them run at once before the first one ends. */
const arrivals = [3_000, 1_000, 0];
const overloadSeconds = 6;

const data = mkdtempSync(path.join(tmpdir(), "switchyard-bench-"));
const upstreamPort = await findFreePort();
const upstreamUrl = `http://127.0.0.1:${upstreamPort}/v1`;
const upstream = { name: "upstream", toRequest: (model) => toCompletionRequest(upstreamUrl, model) };
const servers = [];
const machine = watchMachine();
const say = (text) => console.log(`${text} …`);

async function start(server) {
  const started = await startServer(server);
  servers.push(started);
  return started;
}

/** The bare pipe and the app, each of which lets so many streams run at once. */
async function startTargets(mostStreams) {
  const [pipePort, appPort] = [await findFreePort(), await findFreePort()];
  const pipeUrl = `http://127.0.0.1:${pipePort}`;
  const origin = `http://127.0.0.1:${appPort}`;
  const pipe = await start({
    args: ["bench/pipe.mjs", String(pipePort), upstreamUrl, String(mostStreams)],
    url: pipeUrl,
  });
  const app = await start({
    args: toAppArguments(appPort),
    url: `${origin}/api/health`,
    env: {
      NODE_ENV: "production",
      LLAMA_BASE_URL: upstreamUrl,
      LLAMA_API_KEY: "bench",
      SWITCHYARD_DATA: path.join(data, String(mostStreams)),
      SWITCHYARD_LOCAL_SERVERS: "off",
      CATALOGUE_REFRESH: "off",
      SWITCHYARD_LOG_LEVEL: "error",
      SWITCHYARD_PASSWORD: "",
      SWITCHYARD_MAX_RUNS: String(mostStreams),
      SWITCHYARD_MAX_RUNS_PER_CALLER: String(mostStreams),
    },
  });
  return {
    targets: [
      { name: "bare pipe", pid: pipe.pid, toRequest: (model) => toCompletionRequest(pipeUrl, model) },
      {
        name: "/v1",
        pid: app.pid,
        toRequest: (model) => toCompletionRequest(`${origin}/v1`, `llama/${model}`),
      },
    ],
    end: async () => {
      await app.end();
      await pipe.end();
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

const describePlan = ({ streams, tokensPerSecond, seconds }) =>
  `${streams} streams × ${tokensPerSecond} tokens/s × ${seconds} s`;

/** Milliseconds that each target adds to the first token, one request at a time. */
async function measureAdded(targets) {
  const [direct, ...times] = await measureFirstToken([upstream, ...targets]);
  const floor = quantile(direct, 0.5);
  return times.map((values) => ({ p50: quantile(values, 0.5) - floor, p95: quantile(values, 0.95) - floor }));
}

/** What the server costs, at rest, for one stream, for some as fast as they can, and for many. */
async function measureTargets(targets) {
  const idle = targets.map(({ pid }) => readUse(pid)?.megabytes ?? null);
  say("Just started: first token, one request at a time");
  const started = await measureAdded(targets);
  say(`${warmUps} requests each`);
  await warmUp(targets, warmUps);
  const unpaced = [];
  for (const target of targets) {
    say(`${target.name}: 20 streams of 2,000 tokens, unpaced`);
    unpaced.push(await measureUnpaced(target));
  }
  say("First token, one request at a time");
  const added = await measureAdded(targets);
  const columns = [];
  for (const [index, target] of targets.entries()) {
    say(`${target.name}: ${describePlan(plan)}`);
    columns.push({
      ...(await measurePaced(target, plan)),
      startedP50: started[index].p50,
      addedP50: added[index].p50,
      addedP95: added[index].p95,
      unpacedTokensPerSecond: unpaced[index],
      idleMegabytes: idle[index],
    });
  }
  return columns;
}

async function measureFull() {
  const { targets, end } = await startTargets(fullPlan.streams + 50);
  await warmUp(targets, warmUps);
  for (const target of targets) await measureUnpaced(target);
  const columns = [];
  for (const target of targets) {
    say(`${target.name}: ${describePlan(fullPlan)}`);
    columns.push(await measurePaced(target, fullPlan));
  }
  await end();
  return columns;
}

async function measureAll() {
  await start({ args: ["bench/upstream.mjs", String(upstreamPort)], url: upstreamUrl });
  const { targets, end } = await startTargets(limit);
  const columns = await measureTargets(targets);
  const overloads = [];
  for (const withinMs of arrivals) {
    for (const target of targets) {
      say(`${target.name}: ${offered} streams within ${withinMs / 1000} s at a limit of ${limit}`);
      overloads.push(...(await measureOverload(target, withinMs)));
      await sleep(500);
    }
  }
  await end();
  const full = await measureFull();
  const names = ["bare pipe", "/v1"];
  console.log(
    [
      "",
      ...machine.describe(),
      "",
      `paced, gzip accepted: ${describePlan(plan)}`,
      ...formatTable(names, columns),
      "",
      `paced: ${describePlan(fullPlan)}`,
      ...formatTable(names, full),
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
