/** A chunk with this text as JSON. */
const says = (content: string) => JSON.stringify({ choices: [{ index: 0, delta: { content } }] });
export const data = (content: string) => `data: ${says(content)}`;
export const bytes = (text: string) => new TextEncoder().encode(text);
/** "известни", cut apart inside its letters. */
const cutWord = [
  [0xd0],
  [0xb8, 0xd0, 0xb7, 0xd0],
  [0xb2, 0xd0, 0xb5, 0xd1, 0x81, 0xd1, 0x82, 0xd0, 0xbd, 0xd0, 0xb8],
].map((codes) => Uint8Array.from(codes));
const [beforeText = "", afterText = ""] = data("CUT").split("CUT");
const pretty = JSON.stringify(JSON.parse(says("one")), null, 1).replaceAll("\n", "\ndata: ");
const long = "b".repeat(5000);

export type DecoderRow = {
  name: string;
  pieces: (string | Uint8Array)[];
  texts: string[];
  /** What the official client makes of it, where ours is meant to do more; it gives the same otherwise. */
  client?: string[] | RegExp;
};

/** What the decoders of OpenAI's own client are tested with, as streams of chat chunks. */
export const decoderTable: DecoderRow[] = [
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
