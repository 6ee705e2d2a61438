import fc from "fast-check";
import { expect, it } from "vitest";
import { splitLines } from "./split-lines";

const join = (text: string, characters: number) => splitLines(text, characters).join("\n");

it("cuts at the first line break behind so many characters", () => {
  expect(splitLines("one\ntwo\nthree\nfour", 5)).toEqual(["one\ntwo", "three", "four"]);
  expect(splitLines("one line", 2)).toEqual(["one line"]);
});

it("leaves empty lines at the beginning of a piece, where they are shown", () => {
  expect(splitLines("one\n\n\ntwo\n", 4)).toEqual(["one\n\n\ntwo", ""]);
  expect(splitLines("one\n\n\ntwo", 3)).toEqual(["one", "\n\ntwo"]);
});

it("loses nothing, whatever the text and the length", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "\n", "é"), maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 20 }), (text, characters) => {
      expect(join(text, characters)).toBe(text);
    }),
  );
});
