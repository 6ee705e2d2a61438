import { expect, it } from "vitest";
import { cutLongLines } from "./cut-long-lines";

it("leaves a text alone whose lines are short, however many there are", () => {
  const text = `${"a line\n".repeat(50_000)}the last`;
  expect(cutLongLines(text)).toEqual({ shown: text, leftOut: 0 });
});

it("shows the beginning of a long line and all of the others, and counts what is left out", () => {
  const { shown, leftOut } = cutLongLines(`before\n${"x".repeat(30_000)}\n\nafter\n`);
  expect(shown).toBe(`before\n${"x".repeat(20_000)}…\n\nafter\n`);
  expect(leftOut).toBe(10_000);
});

it("cuts no character in two", () => {
  const { shown, leftOut } = cutLongLines(`x${"😀".repeat(15_000)}`);
  expect(shown.isWellFormed()).toBe(true);
  expect(shown.length - 1 + leftOut).toBe(30_001);
});
