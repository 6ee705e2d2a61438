import { ask, Connections } from "./ask.mjs";
import { now, sleep } from "./clock.mjs";
import { readUse } from "./servers.mjs";

const warmUpsAtOnce = 10;

/** The value below which the share `share` (0 to 1) of the values lies; null of none. */
export function quantile(values, share) {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const next = sorted[Math.min(low + 1, sorted.length - 1)];
  return sorted[low] + (next - sorted[low]) * (place - low);
}

async function askFully(target, model, { connections, onDelay } = {}) {
  const count = Number(/stamps-(\d+)/.exec(model)[1]);
  const result = await ask({ ...target.toRequest(model), connections, onDelay });
  if (result.status !== 200 || result.tokens !== count || result.error !== null) {
    throw new Error(
      `${target.name}: status ${result.status}, ${result.tokens} of ${count} tokens, ${result.error ?? "no error"}`,
    );
  }
  return result;
}

/** What a server does thousands of times it does faster: `requests` short answers of each, some at a time. */
export async function warmUp(targets, requests) {
  const connections = new Connections();
  for (const target of targets) {
    for (let left = requests; left > 0; left -= warmUpsAtOnce) {
      const batch = Array.from({ length: Math.min(left, warmUpsAtOnce) });
      await Promise.all(batch.map(() => askFully(target, "stamps-5-0", { connections })));
    }
  }
  connections.destroy();
}

/** Milliseconds from sending to the first token, per target, asked in turns and one at a time. */
export async function measureFirstToken(targets, { rounds = 80, warmUps = 20 } = {}) {
  const connections = new Connections();
  const times = targets.map(() => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [index, target] of targets.entries()) {
      const { sentAt, firstAt } = await askFully(target, "stamps-5-0", { connections });
      if (round >= 0) times[index].push((firstAt - sentAt) / 1000);
    }
    await sleep(5);
  }
  connections.destroy();
  return times;
}

/** Tokens per second over streams that run as fast as they can. */
export async function measureUnpaced(target, { streams = 20, count = 2000 } = {}) {
  const connections = new Connections();
  const askAll = (model) =>
    Promise.all(Array.from({ length: streams }, () => askFully(target, model, { connections })));
  await askAll("stamps-200-0");
  const startedAt = now();
  await askAll(`stamps-${count}-0`);
  const seconds = (now() - startedAt) / 1_000_000;
  connections.destroy();
  return (streams * count) / seconds;
}

/** Many paced streams at once: the delay of every token, and what the server's process used. */
export async function measurePaced(target, { streams, tokensPerSecond, seconds }) {
  const connections = new Connections();
  await Promise.all(Array.from({ length: 20 }, () => askFully(target, "stamps-50-100", { connections })));
  const count = tokensPerSecond * seconds;
  const delays = [];
  const firsts = [];
  const memory = watchMemory(target.pid);
  const before = readUse(target.pid);
  await Promise.all(
    Array.from({ length: streams }, async (_, index) => {
      // Streams of real users do not begin, or tick, together.
      await sleep((index * 1000) / streams);
      const { sentAt, firstAt } = await askFully(target, `stamps-${count}-${tokensPerSecond}`, {
        connections,
        onDelay: (delay) => delays.push(delay),
      });
      firsts.push((firstAt - sentAt) / 1000);
    }),
  );
  const after = readUse(target.pid);
  connections.destroy();
  return {
    firstP95: quantile(firsts, 0.95),
    delayP50: quantile(delays, 0.5),
    delayP99: quantile(delays, 0.99),
    cpuMicrosecondsPerToken:
      before === null || after === null
        ? null
        : ((after.cpuSeconds - before.cpuSeconds) * 1_000_000) / delays.length,
    peakMegabytes: memory.end(),
  };
}

function watchMemory(pid) {
  let peak = readUse(pid)?.megabytes ?? null;
  const timer = setInterval(() => {
    peak = Math.max(peak ?? 0, readUse(pid)?.megabytes ?? 0) || null;
  }, 200);
  return {
    end: () => {
      clearInterval(timer);
      return peak;
    },
  };
}
