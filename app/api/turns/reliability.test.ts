import { readdirSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  laneWith,
  readSome,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import { delta } from "@/e2e/upstreams/ask-through-wire";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";

let upstream: RawUpstream;
let server: TestServer;
let open = 0;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(async () => {
  open = 0;
  // Says one word and then nothing, until it is left.
  upstream = await startRawUpstream(async ({ request, event }) => {
    open++;
    void request.closed.then(() => open--);
    await event(delta({ role: "assistant", content: "word " }));
  });
  server = await startTestServer({
    settings: { OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: upstream.baseUrl },
  });
});

afterEach(async () => {
  await server.close();
  await upstream.close();
});

it("R5: fifty readers that are cut off three times each get the text byte for byte", async () => {
  const text = Array.from({ length: 60 }, (_, index) => `w${index} ü\u{1f600}`).join(" ");
  const read = async () => {
    const turn = turnWith({ lanes: [laneWith({ text })] });
    let seen = "";
    let part = await readSome(
      await server.send("POST", "/api/turns", { body: turn }),
      1 + Math.floor(Math.random() * 8),
    );
    for (let cuts = 0; cuts < 3 && !part.isDone; cuts++) {
      seen += toText(part.events);
      const headers = { "last-event-id": part.cursor };
      const response = await server.send("GET", `/api/turns/${turn.turnId}/events`, { headers });
      part = await readSome(response, 1 + Math.floor(Math.random() * 8));
    }
    seen += toText(part.events);
    if (part.isDone) return seen;
    const headers = { "last-event-id": part.cursor };
    return (
      seen +
      toText(
        (await readTurn(await server.send("GET", `/api/turns/${turn.turnId}/events`, { headers }))).events,
      )
    );
  };
  const texts = await Promise.all(Array.from({ length: 50 }, read));
  expect(new Set(texts)).toEqual(new Set([text]));
}, 60_000);

/** Bytes of the heap that are in use once everything that can go is gone. */
async function measureHeap(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let times = 0; times < 4; times++) {
    collect();
    await sleep(20);
  }
  return process.memoryUsage().heapUsed;
}

const countDescriptors = () => readdirSync("/proc/self/fd").length;

it.runIf(process.platform === "linux")(
  "a thousand started and stopped runs leave no socket, no descriptor and no memory behind",
  async () => {
    const startAndStop = async () => {
      const turn = turnWith({ lanes: [laneWith({ model: "openai/gpt-4.1-mini" })] });
      const response = await server.send("POST", "/api/turns", { body: turn });
      const { events } = await readSome(response, 2);
      await server.send("POST", `/api/runs/${events[0]?.runId}/stop`);
    };
    const runMany = async (count: number) => {
      for (let at = 0; at < count; at += 20) await Promise.all(Array.from({ length: 20 }, startAndStop));
      await server.idle();
      upstream.requests.length = 0;
    };
    await runMany(200);
    await sleep(500);
    const before = { descriptors: countDescriptors(), heap: await measureHeap() };
    await runMany(1_000);
    const stoppedAt = performance.now();
    while (open > 0 && performance.now() - stoppedAt < 2_000) await sleep(10);
    expect(open).toBe(0);
    await sleep(500);
    const after = { descriptors: countDescriptors(), heap: await measureHeap() };
    process.stdout.write(
      `1,000 stopped runs: descriptors ${before.descriptors} → ${after.descriptors}, heap ${(before.heap / 1e6).toFixed(1)} → ${(after.heap / 1e6).toFixed(1)} MB\n`,
    );
    expect(after.descriptors).toBeLessThanOrEqual(before.descriptors * 1.05);
    expect(after.heap).toBeLessThanOrEqual(before.heap * 1.05);
  },
  180_000,
);
