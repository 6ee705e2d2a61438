import { describe, expect, test } from "vitest";
import { createEventReader } from "./read-events";

/** Cases that the decoder of OpenAI's own client is tested with: each must give the same events here. */
const table: [name: string, pieces: string[], events: [string | undefined, string][]][] = [
  [
    "an event with data",
    ["event: completion\n", 'data: {"foo":true}\n', "\n"],
    [["completion", '{"foo":true}']],
  ],
  ["data without an event", ['data: {"foo":true}\n', "\n"], [[undefined, '{"foo":true}']]],
  ["an event without data", ["event: foo\n", "\n"], []],
  ["several events", ["event: foo\n", "\n", "event: ping\n", "data: {}\n", "\n"], [["ping", "{}"]]],
  [
    "several events with data",
    ["event: ping\n", 'data: {"foo":true}\n', "\n", "event: completion\n", 'data: {"bar":false}\n', "\n"],
    [
      ["ping", '{"foo":true}'],
      ["completion", '{"bar":false}'],
    ],
  ],
  [
    "data lines with an empty one between",
    ["event: ping\n", "data: {\n", 'data: "foo":\n', "data: \n", "data:\n", "data: true}\n", "\n\n"],
    [["ping", '{\n"foo":\n\n\ntrue}']],
  ],
  [
    "escaped newlines inside data",
    ['data: {"content":"a\\n\\nb"}\n', "\n"],
    [[undefined, '{"content":"a\\n\\nb"}']],
  ],
  [
    "special line separators inside data",
    ['data: {"content":"\u2028 \u2029 \u0085"}\n', "\n"],
    [[undefined, '{"content":"\u2028 \u2029 \u0085"}']],
  ],
  [
    "characters of several bytes",
    ['data: {"content":"известни"}\n', "\n"],
    [[undefined, '{"content":"известни"}']],
  ],
  [
    "CR as line end",
    ["data: 1\r", "\r", "data: 2\r\r"],
    [
      [undefined, "1"],
      [undefined, "2"],
    ],
  ],
  [
    "CRLF as line end",
    ["data: 1\r\n\r\ndata: 2\r\n\r\n"],
    [
      [undefined, "1"],
      [undefined, "2"],
    ],
  ],
  [
    "CRLF split between CR and LF",
    ["data: 1\r", "\n\r", "\ndata: 2\r", "\n", "\r", "\n"],
    [
      [undefined, "1"],
      [undefined, "2"],
    ],
  ],
  [
    "line ends mixed",
    ["data: 1\n\r\ndata: 2\r\rdata: 3\n\n"],
    [
      [undefined, "1"],
      [undefined, "2"],
      [undefined, "3"],
    ],
  ],
  ["a field name split", ["da", "ta", ": 1", "\n", "\n"], [[undefined, "1"]]],
  ["no space after the colon", ["data:1\n\n"], [[undefined, "1"]]],
  ["two spaces after the colon, of which one counts", ["data:  1\n\n"], [[undefined, " 1"]]],
  ["a field without a colon", ["data\ndata: 1\n\n"], [[undefined, "\n1"]]],
  ["comments between", [": a\ndata: 1\n: b\ndata: 2\n\n"], [[undefined, "1\n2"]]],
  ["a byte order mark", ["\uFEFFdata: 1\n\n"], [[undefined, "1"]]],
  [
    "no blank line at the end",
    ["data: 1\n\ndata: 2"],
    [
      [undefined, "1"],
      [undefined, "2"],
    ],
  ],
];

describe("server-sent events are read as OpenAI's own client reads them", () => {
  test.each(table)("%s", (_, pieces, expected) => {
    for (const given of [pieces, [pieces.join("")], [...pieces.join("")]]) {
      const seen: [string | undefined, string][] = [];
      const reader = createEventReader({
        contentType: "text/event-stream",
        onEvent: (data, name) => seen.push([name, data]),
        onEnough: () => expect.unreachable(),
        onTooLarge: () => expect.unreachable(),
      });
      for (const piece of given) reader.feed(piece);
      reader.end();
      expect(seen).toEqual(expected);
    }
  });
});
