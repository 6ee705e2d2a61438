import OpenAI from "openai";
import { Stream } from "openai/core/streaming";
import { describe, expect, test } from "vitest";
import { askThroughWire, done, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";
import { bytes, type DecoderRow, data, decoderTable } from "@/e2e/upstreams/decoder-table";

const ending = events(finish(), done);

/** How a stream may end. */
const ends: DecoderRow[] = [
  {
    name: "no blank line at the end",
    pieces: [`${data("one")}\n\n${events(finish())}`, data("two")],
    texts: ["one", "two"],
  },
  {
    name: "no line feed but a CR at the end",
    pieces: [`${events(finish())}${data("one")}\r`],
    texts: ["one"],
  },
  { name: "data after [DONE]", pieces: [`${data("one")}\n\n${ending}${data("two")}\n\n`], texts: ["one"] },
  {
    name: "spaces around [DONE]",
    pieces: [`${data("one")}\n\n${events(finish())}data:  [DONE] \n\n`],
    texts: ["one"],
    client: /malformed/,
  },
  {
    name: "data that is no JSON",
    pieces: [`${data("one")}\n\ndata: {"choi\n\n${data("two")}\n\n${ending}`],
    texts: ["one", "two"],
    client: /malformed/,
  },
  {
    name: "an error event",
    pieces: [`${data("one")}\n\nevent: error\ndata: {"message":"Out of memory"}\n\n`],
    texts: ["one", "error: Out of memory"],
    client: /Out of memory/,
  },
  {
    name: "an error in the data",
    pieces: [`${data("one")}\n\ndata: {"error":{"message":"Out of memory"}}\n\n`],
    texts: ["one", "error: Out of memory"],
    client: /Out of memory/,
  },
];

/** A client that does not write to the console what it cannot read. */
const silentClient = new OpenAI({ apiKey: "key", logLevel: "off" });

/** With the official client, each text on its own. */
async function readWithClient(pieces: Uint8Array[]): Promise<string[]> {
  const response = await replying(pieces)("http://acme.test");
  const texts: string[] = [];
  const stream = Stream.fromSSEResponse<{ choices: { delta: { content?: string } }[] }>(
    response,
    new AbortController(),
    silentClient,
  );
  for await (const chunk of stream) {
    const text = chunk.choices[0]?.delta.content;
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

/** With the AI SDK behind the wire. */
async function readThroughWire(pieces: Uint8Array[]): Promise<string[]> {
  const texts: string[] = [];
  const onPart = (part: { type: string; text?: string }) => {
    if (part.type === "text-delta") texts.push(part.text ?? "");
  };
  const { errors } = await askThroughWire({ transport: replying(pieces), onPart });
  return [...texts, ...errors.map((error) => `error: ${error}`)];
}

const toBytes = (pieces: (string | Uint8Array)[]) =>
  pieces.map((piece) => (typeof piece === "string" ? bytes(piece) : piece));
const join = (pieces: Uint8Array[]) => Uint8Array.from(pieces.flatMap((piece) => [...piece]));

describe("a stream is read through the wire as OpenAI's own client reads it, or better", () => {
  test.each([...decoderTable.map((row) => ({ ...row, pieces: [...row.pieces, ending] })), ...ends])(
    "$name",
    async ({ pieces, texts, client = texts }) => {
      const given = toBytes(pieces);
      const whole = join(given);
      for (const split of [given, [whole], Array.from(whole, (byte) => Uint8Array.of(byte))]) {
        expect(await readThroughWire(split)).toEqual(texts);
        if (client instanceof RegExp) await expect(readWithClient(split)).rejects.toThrow(client);
        else expect(await readWithClient(split)).toEqual(client);
      }
    },
  );
});
