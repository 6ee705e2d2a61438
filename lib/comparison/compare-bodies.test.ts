import { describe, expect, it } from "vitest";
import { compareBodies } from "./compare-bodies";

describe("the bodies of requests", () => {
  it("tell what was the same, different and missing", () => {
    const fields = compareBodies([
      JSON.stringify({ model: "a", messages: [{ role: "user", content: "Hi" }], temperature: 0, seed: 1 }),
      JSON.stringify({ model: "b", messages: [{ role: "user", content: "Hi" }], temperature: 0 }),
    ]);
    expect(fields.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["model", "different"],
      ["messages", "same"],
      ["temperature", "same"],
      ["seed", "dropped"],
    ]);
    expect(fields.at(-1)?.values).toEqual(["1", null]);
  });

  it("that cannot be read are compared as texts", () => {
    expect(compareBodies(["{cut", "{cut"])).toEqual([
      { name: "body", verdict: "same", values: ['"{cut"', '"{cut"'] },
    ]);
  });
});
