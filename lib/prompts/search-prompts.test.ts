import { describe, expect, it } from "vitest";
import type { Prompt } from "./prompt-schema";
import { searchPrompts } from "./search-prompts";

const promptWith = (title: string, text = "…"): Prompt => ({
  id: title,
  title,
  text,
  kind: "user",
  updatedAt: 0,
});
const prompts = [
  promptWith("Résumé", "Sum up {{text}} in three lines."),
  promptWith("Review", "Review this diff: three faults at most."),
  promptWith("Three lines"),
];
const titles = (search: string) => searchPrompts(prompts, search).map(({ title }) => title);

describe("searching prompts", () => {
  it("finds all of its words, wherever they stand and however they are written", () => {
    expect(titles("RESUME lines")).toEqual(["Résumé"]);
    expect(titles("diff nothing")).toEqual([]);
  });

  it("puts what has them in its title first, and lists all while nothing is searched", () => {
    expect(titles("three")).toEqual(["Three lines", "Résumé", "Review"]);
    expect(titles("  ")).toEqual(["Résumé", "Review", "Three lines"]);
  });
});
