import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replying } from "@/e2e/upstreams/ask-through-wire";
import { testProvider, testTimeouts } from "@/e2e/upstreams/create-test-models";
import { createWireFetch } from "./create-wire-fetch";
import type { WireExchange } from "./exchange";

const folder = new URL("./fixtures/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".sse"));

/** Ids of tool calls are made up where the provider sent none: they differ from one reading to the next. */
const withoutMadeUpIds = (stream: string) => stream.replaceAll(/"call_[0-9A-Za-z]{20}"/g, '"call"');

async function readThroughWire(pieces: Uint8Array[], mergeWindowMs = 0) {
  const exchanges: WireExchange[] = [];
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts: testTimeouts,
    secrets: [],
    mergeWindowMs,
    transport: replying(pieces),
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const body = JSON.stringify({ model: "m", stream: true, messages: [] });
  const response = await wireFetch("http://acme.test/v1/chat/completions", { method: "POST", body });
  const stream = withoutMadeUpIds(await response.text());
  const { usage, finishReason, fault, notices } = exchanges[0] ?? {};
  return { stream, usage, finishReason, fault, notices };
}

/** The deltas joined: what is left the same when deltas are merged. */
function joinDeltas(stream: string): string {
  const joined: Record<string, string> = {};
  for (const [, key, text] of stream.matchAll(
    /"(content|reasoning_content|arguments)":("(?:[^"\\]|\\.)*")/g,
  )) {
    if (key !== undefined && text !== undefined) joined[key] = (joined[key] ?? "") + JSON.parse(text);
  }
  return JSON.stringify(joined);
}

describe.each(fixtures)("%s", (name) => {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)));

  test("any split of its bytes gives the same chunks", async () => {
    const whole = await readThroughWire([bytes]);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(cuts, async (unsorted) => {
        const ends = [...unsorted.sort((a, b) => a - b), bytes.length];
        const pieces = ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
        expect(await readThroughWire(pieces)).toEqual(whole);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("byte by byte gives the same chunks", async () => {
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await readThroughWire(single)).toEqual(await readThroughWire([bytes]));
  });

  test("merging changes how many deltas there are, never what they say", async () => {
    const merged = await readThroughWire([bytes], 5);
    const whole = await readThroughWire([bytes]);
    expect(joinDeltas(merged.stream)).toBe(joinDeltas(whole.stream));
    expect(merged.stream.length).toBeLessThanOrEqual(whole.stream.length);
    expect({ ...merged, stream: "" }).toEqual({ ...whole, stream: "" });
  });
});
