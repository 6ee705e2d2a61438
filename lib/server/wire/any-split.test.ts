import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Reply, replying } from "@/e2e/upstreams/ask-through-wire";
import { testProvider, testTimeouts } from "@/e2e/upstreams/create-test-models";
import { createWireFetch } from "./create-wire-fetch";
import { findPieces } from "./direct-reader";
import type { WireExchange } from "./exchange";
import { createMask } from "./mask-secrets";
import type { PassOn } from "./pass-on";
import { streamPieces } from "./stream-pieces";
import { rows } from "./wire-table/rows";
import type { WireItemSettings } from "./wire-table/wire-case";

type Source = { name: string; bytes: Uint8Array; reply: Reply; settings: WireItemSettings };

const folder = new URL("./fixtures/", import.meta.url);
const fixtures: Source[] = readdirSync(folder).map((name) => ({
  name,
  bytes: new Uint8Array(readFileSync(new URL(name, folder))),
  reply: {},
  settings: {},
}));

/** Everything in the table that is bytes: what a script sends is split by the sockets already. */
const items: Source[] = rows.flatMap(({ table, row, items }) =>
  items.flatMap(({ sent, reply, document, settings = {} }) =>
    [reply, document].flatMap((given, index) => {
      if (given === undefined || typeof given === "function") return [];
      const pieces = (typeof given.body === "string" ? [given.body] : given.body).map((piece) =>
        typeof piece === "string" ? new TextEncoder().encode(piece) : piece,
      );
      const name = `${table} ${row}, ${sent}${index === 0 ? "" : ", in one piece"}`;
      return [{ name, bytes: new Uint8Array(Buffer.concat(pieces)), reply: given, settings }];
    }),
  ),
);

/** Ids of tool calls and times are made up where the provider sent none: they differ from one reading to the next. */
const withoutMadeUp = (text: string) =>
  text.replaceAll(/"call_[0-9A-Za-z]{20}"/g, '"call"').replaceAll(/"created":\d+/g, '"created":0');

type Reading = { stream: boolean; mergeWindowMs?: number; passOn?: PassOn };

async function readThroughWire(
  { reply, settings }: Source,
  pieces: Uint8Array[],
  { stream, mergeWindowMs = 0, passOn }: Reading,
) {
  const exchanges: WireExchange[] = [];
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts: testTimeouts,
    mask: createMask(settings.secrets ?? []),
    mergeWindowMs,
    choices: settings.allChoices === true ? "all" : "first",
    opensInReasoning: settings.opensInReasoning ?? false,
    transport: replying(pieces, reply),
    ...(passOn === undefined ? {} : { passOn }),
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const body = JSON.stringify({ model: "m", stream, messages: [] });
  const response = await wireFetch("http://acme.test/v1/chat/completions", { method: "POST", body });
  const passed = findPieces(response);
  const answer = passed === undefined ? response : new Response(streamPieces(passed, 60_000));
  const text = withoutMadeUp(await answer.text());
  const { usage, finishReason, fault, notices, answerCharacters } = exchanges[0] ?? {};
  return { status: response.status, text, usage, finishReason, fault, notices, answerCharacters };
}

function split(bytes: Uint8Array, ends: number[]): Uint8Array[] {
  const all = [...ends.toSorted((a, b) => a - b), bytes.length];
  return all.map((end, index) => bytes.slice(all[index - 1] ?? 0, end));
}

/** So many bytes are not read one by one. */
const isLong = ({ bytes }: Source) => bytes.length > 50_000;

/** Where the events end: so a provider sends them, and so one that is like the one before it need not be read again. */
function findEventEnds(bytes: Uint8Array): number[] {
  return [
    ...Buffer.from(bytes)
      .toString("latin1")
      .matchAll(/\n\n(?=.)/gs),
  ].map(({ index }) => index + 2);
}

const passOn = { estimatedInputTokens: 10, wantsFunctionCall: false };

describe.each<[string, Reading]>([
  ["a stream", { stream: true }],
  ["a stream that is passed on", { stream: true, passOn }],
  ["one reply", { stream: false }],
])("%s", (_, reading) => {
  test.each([...fixtures, ...items])("$name: any split of its bytes gives the same", async (source) => {
    const { bytes } = source;
    const whole = await readThroughWire(source, [bytes], reading);
    const read = async (ends: number[]) => {
      expect(await readThroughWire(source, split(bytes, ends), reading)).toEqual(whole);
    };

    if (bytes.length > 1) {
      const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 40 });
      await fc.assert(fc.asyncProperty(cuts, read), { numRuns: isLong(source) ? 3 : 25, seed: 7 });
    }
    await read(findEventEnds(bytes));
    const step = isLong(source) ? 1009 : 1;
    await read(Array.from({ length: Math.ceil(bytes.length / step) - 1 }, (_, index) => (index + 1) * step));
  });
});

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

test.each(fixtures)(
  "$name: merging changes how many deltas there are, never what they say",
  async (source) => {
    const merged = await readThroughWire(source, [source.bytes], { stream: true, mergeWindowMs: 5 });
    const whole = await readThroughWire(source, [source.bytes], { stream: true });
    expect(joinDeltas(merged.text)).toBe(joinDeltas(whole.text));
    expect(merged.text.length).toBeLessThanOrEqual(whole.text.length);
    expect({ ...merged, text: "" }).toEqual({ ...whole, text: "" });
  },
);
