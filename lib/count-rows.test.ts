import { expect, it } from "vitest";
import { countRows } from "./count-rows";

it.each([
  ["", 1],
  ["a", 1],
  ["ten letter", 1],
  ["eleven lett", 2],
  ["one\n\nthree\n", 4],
  [`${"x".repeat(95)}\ny`, 11],
])("%j takes %d rows of ten characters", (text, rows) => {
  expect(countRows(text, 10)).toBe(rows);
});
