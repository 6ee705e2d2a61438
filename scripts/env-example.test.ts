import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtInProviders } from "@/lib/providers/built-in-providers";

const example = readFileSync(".env.example", "utf8");
const named = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);

describe(".env.example", () => {
  it("names every setting the server reads", () => {
    const source = readFileSync("lib/server/env.ts", "utf8");
    const settings = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]);
    expect(settings.length).toBeGreaterThan(8);
    expect(named).toEqual(expect.arrayContaining(settings.filter((name) => name !== "NODE_ENV")));
  });

  it("names the first key variable of every provider that needs a key", () => {
    const keys = builtInProviders.flatMap(({ keyVariables }) => keyVariables.slice(0, 1));
    expect(named).toEqual(expect.arrayContaining(keys));
  });

  it("sets nothing when it is copied as it is", () => {
    expect(example.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  });
});
