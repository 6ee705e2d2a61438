// A crowd of clients in a process of its own, so that what it measures is not held up by who else is measured.
//
//   node bench/crowd.mjs '{"request":{"url":"…","body":{}},"count":100,"withinMs":1000,"waitMs":0}'
//
// Waits `waitMs`, sends `count` requests spread over `withinMs`, and prints what became of each as JSON, with the delays of
// all tokens in quantiles and how late this process's own event loop was.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { ask, Connections } from "./ask.mjs";
import { sleep } from "./clock.mjs";
import { quantile } from "./measure.mjs";

const { request, count, withinMs, waitMs } = JSON.parse(process.argv[2]);
const connections = new Connections();
const lateness = monitorEventLoopDelay({ resolution: 5 });
const delays = [];
await sleep(waitMs);
lateness.enable();
const results = await Promise.all(
  Array.from({ length: count }, async (_, index) => {
    if (withinMs > 0) await sleep((index * withinMs) / count);
    const { status, tokens, error, sentAt, firstAt, endedAt, retryAfter } = await ask({
      ...request,
      connections,
      onDelay: (delay) => delays.push(delay),
    });
    const firstMs = firstAt === 0 ? null : (firstAt - sentAt) / 1000;
    return { status, tokens, error, retryAfter, firstMs, durationMs: (endedAt - sentAt) / 1000 };
  }),
);
connections.destroy();
const told = {
  results,
  delayP50: quantile(delays, 0.5),
  delayP99: quantile(delays, 0.99),
  // The timer itself is 5 ms.
  latenessP99Ms: Math.max(0, lateness.percentile(99) / 1e6 - 5),
  latenessWorstMs: Math.max(0, lateness.max / 1e6 - 5),
};
process.stdout.write(JSON.stringify(told));
