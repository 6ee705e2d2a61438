import { expect, it } from "vitest";
import { compareAnswers, compareNumbers } from "./compare-answers";

const litOf = (...texts: string[]) =>
  compareAnswers(texts).map((stretches) =>
    stretches.filter(({ isShared }) => !isShared).map(({ text }) => text.trim()),
  );

it("lights what one answer does not share with all others", () => {
  expect(litOf("The capital is Paris.", "The capital is Lyon.", "The capital  is\nParis.")).toEqual([
    ["Paris"],
    ["Lyon"],
    ["Paris"],
  ]);
});

it("loses no character of any answer", () => {
  const texts = ["  # One\n\n- a, b\n", "", "Ünï 😀 one—two…"];
  expect(compareAnswers(texts).map((stretches) => stretches.map(({ text }) => text).join(""))).toEqual(texts);
});

it("lights nothing where all say the same", () => {
  expect(litOf("Same here.", "Same here.")).toEqual([[], []]);
});

it("lists the numbers that are not in every answer, however they are written", () => {
  expect(compareNumbers(["1. In 1,969 about 3.50 USD", "1. In 1969 about 4 USD, 4 again"])).toEqual([
    { number: "3.5", counts: [1, 0] },
    { number: "4", counts: [0, 2] },
  ]);
});
