// Measures the built app beside a bare pipe, in one run against one upstream. Ends within three minutes.
//
//   npm run bench -- --streams 200 --rate 50 --seconds 10
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureFirstLoad } from "./first-load.mjs";
import { watchMachine } from "./machine.mjs";
import { measureFirstToken, measurePaced, measureUnpaced, quantile } from "./measure.mjs";
import { formatReport } from "./report.mjs";
import { findFreePort, readUse, startServer, toAppArguments } from "./servers.mjs";
import { toCompletionRequest, toTurnRequest } from "./targets.mjs";

const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "50" },
    rate: { type: "string", default: "50" },
    seconds: { type: "string", default: "10" },
  },
});
const plan = {
  streams: Number(values.streams),
  tokensPerSecond: Number(values.rate),
  seconds: Number(values.seconds),
};
const machine = watchMachine();
const say = (text) => console.log(`${text} …`);

const data = mkdtempSync(path.join(tmpdir(), "switchyard-bench-"));
const [upstreamPort, pipePort, appPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
const upstreamUrl = `http://127.0.0.1:${upstreamPort}/v1`;
const pipeUrl = `http://127.0.0.1:${pipePort}`;
const origin = `http://127.0.0.1:${appPort}`;
const servers = [];

async function start(server) {
  const started = await startServer(server);
  servers.push(started);
  return started;
}

async function startTargets() {
  await start({ args: ["bench/upstream.mjs", String(upstreamPort)], url: upstreamUrl });
  const pipe = await start({ args: ["bench/pipe.mjs", String(pipePort), upstreamUrl], url: pipeUrl });
  const app = await start({
    args: toAppArguments(appPort),
    url: `${origin}/api/health`,
    env: {
      LLAMA_BASE_URL: upstreamUrl,
      LLAMA_API_KEY: "bench",
      SWITCHYARD_DATA: data,
      SWITCHYARD_LOCAL_SERVERS: "off",
      CATALOGUE_REFRESH: "off",
      SWITCHYARD_LOG_LEVEL: "error",
      SWITCHYARD_PASSWORD: "",
    },
  });
  return {
    upstream: { name: "upstream", toRequest: (model) => toCompletionRequest(upstreamUrl, model) },
    pipe: { name: "bare pipe", pid: pipe.pid, toRequest: (model) => toCompletionRequest(pipeUrl, model) },
    chat: { name: "chat road", pid: app.pid, toRequest: (model) => toTurnRequest(origin, model) },
  };
}

async function measureFirstTokens({ upstream, pipe, chat }) {
  const [direct, ...times] = await measureFirstToken([upstream, pipe, chat]);
  const floor = quantile(direct, 0.5);
  return times.map((values) => ({
    addedP50: quantile(values, 0.5) - floor,
    addedP95: quantile(values, 0.95) - floor,
  }));
}

async function measureAll() {
  const targets = await startTargets();
  const idleMegabytes = [targets.pipe, targets.chat].map(({ pid }) => readUse(pid)?.megabytes ?? null);
  say("First token, one request at a time");
  const first = await measureFirstTokens(targets);
  const columns = [];
  for (const [index, target] of [targets.pipe, targets.chat].entries()) {
    say(`${target.name}: ${plan.streams} streams of ${plan.tokensPerSecond} tokens/s for ${plan.seconds} s`);
    const paced = await measurePaced(target, plan);
    say(`${target.name}: 20 streams of 2,000 tokens, unpaced`);
    const tokensPerSecond = await measureUnpaced(target);
    columns.push({
      ...first[index],
      ...paced,
      unpacedTokensPerSecond: tokensPerSecond,
      idleMegabytes: idleMegabytes[index],
    });
  }
  say("First load in Chromium");
  const pages = [];
  for (const page of ["/", "/models"]) {
    const kilobytes = await measureFirstLoad({
      origin,
      path: page,
      executablePath: process.env.CHROMIUM_PATH,
    });
    pages.push({ page, kilobytes });
  }
  const [pipe, chat] = columns;
  console.log(`\n${formatReport({ pipe, chat, pages, plan, machine: machine.describe() })}`);
}

try {
  await measureAll();
} finally {
  for (const server of servers.reverse()) await server.end();
  rmSync(data, { recursive: true, force: true });
}
