// A process of its own, so that its memory is the wire's: opens answers, reads a little of each and stops for good.
// Told "open" it answers when all have stopped, "measure" with its memory, "leave" after every reader has left.

import { createWireFetch } from "@/lib/server/wire/create-wire-fetch";
import { createMask } from "@/lib/server/wire/mask-secrets";
import { createTestModels, testProvider } from "./create-test-models";

export type SlowReadersOptions = {
  baseUrl: string;
  count: number;
  /** `response`: the wire's own stream. `model`: the parts of the model that the product uses. */
  read: "response" | "model";
};

type Reader = ReadableStreamDefaultReader<unknown>;

const timeouts = { headersMs: 30_000, firstTokenMs: 30_000, idleMs: 30_000, totalMs: 120_000 };
const readers: Reader[] = [];

async function open({ baseUrl, read }: SlowReadersOptions): Promise<Reader> {
  if (read === "model") {
    const { direct } = createTestModels({ baseUrl, timeouts, mergeWindowMs: 25 });
    const { stream } = await direct.doStream({
      prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
    });
    return stream.getReader();
  }
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts,
    mask: createMask([]),
    mergeWindowMs: 25,
    onExchange: () => {},
  });
  const body = JSON.stringify({ model: "m", stream: true, messages: [] });
  const response = await wireFetch(`${baseUrl}/chat/completions`, { method: "POST", body });
  if (response.body === null) throw new Error("There is no body.");
  return response.body.getReader();
}

async function readALittle(options: SlowReadersOptions): Promise<void> {
  const reader = await open(options);
  for (let read = 0; read < 3; read++) await reader.read();
  readers.push(reader);
}

const measure = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss;
};

process.on("message", async (message: { kind: string; options: SlowReadersOptions }) => {
  const { kind, options } = message;
  if (kind === "open") await Promise.all(Array.from({ length: options.count }, () => readALittle(options)));
  if (kind === "leave") await Promise.all(readers.splice(0).map((reader) => reader.cancel()));
  process.send?.({ kind, rss: measure() });
});
process.send?.({ kind: "ready", rss: measure() });
