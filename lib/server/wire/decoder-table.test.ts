import OpenAI from "openai";
import { Stream } from "openai/core/streaming";
import { describe, expect, test } from "vitest";
import { askThroughWire, done, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";

/** A chunk with this text as JSON. */
const says = (content: string) => JSON.stringify({ choices: [{ index: 0, delta: { content } }] });
const data = (content: string) => `data: ${says(content)}`;
const ending = events(finish(), done);
const bytes = (text: string) => new TextEncoder().encode(text);
/** "известни", cut apart inside its letters. */
const cutWord = [
  [0xd0],
  [0xb8, 0xd0, 0xb7, 0xd0],
  [0xb2, 0xd0, 0xb5, 0xd1, 0x81, 0xd1, 0x82, 0xd0, 0xbd, 0xd0, 0xb8],
].map((codes) => Uint8Array.from(codes));
const [beforeText = "", afterText = ""] = data("CUT").split("CUT");
const pretty = JSON.stringify(JSON.parse(says("one")), null, 1).replaceAll("\n", "\ndata: ");
const long = "b".repeat(5000);

type Row = {
  name: string;
  pieces: (string | Uint8Array)[];
  texts: string[];
  /** What the official client makes of it, where ours is meant to do more; it gives the same otherwise. */
  client?: string[] | RegExp;
};

/** What the decoders of OpenAI's own client are tested with, as streams of chat chunks. */
const table: Row[] = [
  {
    name: "an event with its name",
    pieces: ["event: completion\n", `${data("one")}\n`, "\n"],
    texts: ["one"],
  },
  { name: "data without a name", pieces: [`${data("one")}\n`, "\n"], texts: ["one"] },
  {
    name: "events without data",
    pieces: ["event: foo\n", "\n", "event: ping\n", "\n", `${data("one")}\n\n`],
    texts: ["one"],
    client: /malformed/,
  },
  {
    name: "several events with data",
    pieces: ["event: foo\n", `${data("one")}\n`, "\n", "event: ping\n", `${data("two")}\n`, "\n"],
    texts: ["one", "two"],
  },
  { name: "data over several lines", pieces: ["event: ping\n", `data: ${pretty}\n`, "\n\n"], texts: ["one"] },
  {
    name: "data lines with empty ones between",
    pieces: [
      "data: {\n",
      'data: "choices":\n',
      "data: \n",
      "data:\n",
      `${data("one").replace('{"choices":', "")}\n`,
      "\n\n",
    ],
    texts: ["one"],
  },
  {
    name: "line ends escaped in the data",
    pieces: [`${data("my long\n\r\n\ncontent")}\n`, "\n"],
    texts: ["my long\n\r\n\ncontent"],
  },
  {
    name: "U+2028, U+2029 and U+0085 in the data",
    pieces: [
      `${data("a ")}\n\n`,
      beforeText,
      bytes("\u2028"),
      bytes("\u2029\u0085"),
      `${afterText}\n\n`,
      `${data("b")}\n\n`,
    ],
    texts: ["a ", "\u2028\u2029\u0085", "b"],
  },
  {
    name: "characters cut apart",
    pieces: [beforeText, ...cutWord, `${afterText}\n`, "\n"],
    texts: ["известни"],
  },
  { name: "CR as line end", pieces: [`${data("one")}\r`, "\r", `${data("two")}\r\r`], texts: ["one", "two"] },
  {
    name: "CRLF as line end",
    pieces: [`${data("one")}\r\n\r\n${data("two")}\r\n\r\n`],
    texts: ["one", "two"],
  },
  {
    name: "CRLF cut between CR and LF",
    pieces: [`${data("one")}\r`, "\n\r", `\n${data("two")}\r`, "\n", "\r", "\n"],
    texts: ["one", "two"],
  },
  {
    name: "an empty line after a CRLF that was cut",
    pieces: [`${data("one")}\r`, "\n\n", `${data("two")}\r`, "\n", `\n${data("three")}\n\n`],
    texts: ["one", "two", "three"],
  },
  {
    name: "line ends mixed",
    pieces: [
      `${data("one")}\n\r\n${data("two")}\r\r${data("three")}\r\n\n${data("four")}\n\r${data("five")}\r\r\n`,
    ],
    texts: ["one", "two", "three", "four", "five"],
  },
  {
    name: "more empty lines than are needed",
    pieces: [`\n\n${data("one")}\n\n\n`, "\r\n\r", `\n${data("two")}\n\n\n\n`],
    texts: ["one", "two"],
  },
  {
    name: "a field's name cut apart",
    pieces: ["da", "ta", ":", ` ${says("one")}`, "\n", "\n"],
    texts: ["one"],
  },
  { name: "no space after the colon", pieces: [`data:${says("one")}\n\n`], texts: ["one"] },
  { name: "two spaces after the colon", pieces: [`data:  ${says("one")}\n\n`], texts: ["one"] },
  { name: "a field without a colon", pieces: [`data\n${data("one")}\n\n`], texts: ["one"] },
  {
    name: "fields that nobody knows",
    pieces: [`foo: bar\nid: 1\nretry: 5\n${data("one")}\n\n`],
    texts: ["one"],
  },
  {
    name: "comments",
    pieces: [`: a\n${data("one")}\n: b\n\n:\n\n: c\n${data("two")}\n\n`],
    texts: ["one", "two"],
  },
  { name: "a byte order mark", pieces: [bytes(`\uFEFF${data("one")}\n\n`)], texts: ["one"] },
  {
    name: "a long line between short ones",
    pieces: [`${data("one")}\n\n${data(long).slice(0, 3000)}`, `${data(long).slice(3000)}\n\n`],
    texts: ["one", long],
  },
];

/** How a stream may end. */
const ends: Row[] = [
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
  test.each([...table.map((row) => ({ ...row, pieces: [...row.pieces, ending] })), ...ends])(
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
