import { expect, it } from "vitest";
import { CleanShape } from "./clean-shape";

const toJson = (delta: object, beside: object = {}) =>
  JSON.stringify({
    id: "1",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason: null }],
    ...beside,
  });
const toBytes = (...jsons: string[]) => Buffer.from(jsons.map((json) => `data: ${json}\n\n`).join(""));

function learnt(json: string, texts: { content?: string; reasoning_content?: string }): CleanShape {
  const shape = new CleanShape();
  shape.learn(json, texts);
  return shape;
}
const usual = () => learnt(toJson({ content: "Hel" }), { content: "Hel" });

it("knows nothing before it has learnt", () => {
  expect(new CleanShape().measure(toBytes(toJson({ content: "Hel" })))).toBeNull();
});

it("counts the characters of events in which only the text is another, one or several", () => {
  expect(usual().measure(toBytes(toJson({ content: "lo" })))).toBe(2);
  expect(
    usual().measure(
      toBytes(toJson({ content: "lo, " }), toJson({ content: "" }), toJson({ content: "you" })),
    ),
  ).toBe(7);
  expect(
    learnt(toJson({ content: null, reasoning_content: "H" }), { reasoning_content: "H" }).measure(
      toBytes(toJson({ content: null, reasoning_content: "mm" })),
    ),
  ).toBe(2);
});

it("counts what is written with escapes or more than a byte as a reader of the JSON would", () => {
  const text = 'a "quoted" \\ word\n\u0001 é 日本 😀 \ud83d';
  expect(usual().measure(toBytes(toJson({ content: text })))).toBe(text.length);
  expect(usual().measure(toBytes(toJson({ content: "X" }).replace("X", "\\u00e9\\/")))).toBe(2);
});

it("finds the text behind spaces, too", () => {
  const spaced = (text: string) => toJson({ content: text }).replaceAll(":", ": ");
  expect(learnt(spaced("Hel"), { content: "Hel" }).measure(toBytes(spaced("lo")))).toBe(2);
});

it.each([
  ["another field", toBytes(toJson({ content: "lo", tool_calls: [] }))],
  ["another choice", toBytes(toJson({ content: "lo" }).replace('"index":0', '"index":1'))],
  ["a finish", toBytes(toJson({ content: "lo" }).replace("null", '"stop"'))],
  ["a usage", toBytes(toJson({ content: "lo" }, { usage: { prompt_tokens: 1 } }))],
  ["a text that is a list", toBytes(toJson({ content: ["lo"] }))],
  [
    "a field after the text",
    Buffer.from(`data: ${toJson({ content: "lo" }).replace('"lo"', '"lo","refusal":"no"')}\n\n`),
  ],
  ["a text that goes on", toBytes(toJson({ content: "lo" }).replace('"lo"', '"lo\\"'))],
  ["an escape that JSON does not know", toBytes(toJson({ content: "X" }).replace("X", "\\x"))],
  ["a bare control character", toBytes(toJson({ content: "X" }).replace("X", "\u0001"))],
  ["a tab within letters of two bytes", toBytes(toJson({ content: "X" }).replace("X", "é\t"))],
  [
    "bytes that are no letters",
    Buffer.from(
      toBytes(toJson({ content: "X" }))
        .toString("latin1")
        .replace("X", "\xe9"),
      "latin1",
    ),
  ],
  ["half an event", toBytes(toJson({ content: "lo" })).subarray(0, -3)],
  [
    "half an event after a whole one",
    Buffer.concat([toBytes(toJson({ content: "lo" })), Buffer.from("data: {")]),
  ],
  ["other line ends", Buffer.from(`data: ${toJson({ content: "lo" })}\r\n\r\n`)],
  ["a comment", Buffer.from(": alive\n\n")],
  ["the end", Buffer.from("data: [DONE]\n\n")],
])("does not know an event with %s", (_, bytes) => {
  expect(usual().measure(bytes)).toBeNull();
});

it.each([
  [
    "whose field is there twice",
    toJson({ content: "Hel" }, { meta: { content: "Hel" } }),
    { content: "Hel" },
  ],
  ["that writes its text in another way", toJson({ content: "é" }).replace("é", "\\u00e9"), { content: "é" }],
  [
    "that says two things",
    toJson({ content: "a", reasoning_content: "b" }),
    { content: "a", reasoning_content: "b" },
  ],
  ["that says nothing", toJson({ content: "" }), {}],
])("learns nothing from a chunk %s", (_, json, texts) => {
  expect(learnt(json, texts).measure(toBytes(json))).toBeNull();
});

it("gives up on a provider whose chunks are never alike", () => {
  const shape = new CleanShape();
  for (let number = 0; number < 16; number += 1) {
    shape.learn(toJson({ content: "Hel" }, { number }), { content: "Hel" });
    expect(shape.measure(toBytes(toJson({ content: "lo" }, { number: -1 })))).toBeNull();
  }
  shape.learn(toJson({ content: "Hel" }), { content: "Hel" });
  expect(shape.measure(toBytes(toJson({ content: "lo" })))).toBeNull();
});
