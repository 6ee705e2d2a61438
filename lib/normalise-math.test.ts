import { describe, expect, it } from "vitest";
import { normaliseMath } from "./normalise-math";

describe("formulas in an answer", () => {
  it("reads \\( … \\) inside a line", () => {
    expect(normaliseMath("so \\( a^2 \\) and \\(b\\)")).toBe("so $$a^2$$ and $$b$$");
  });

  it("reads \\[ … \\] as a formula of its own", () => {
    expect(normaliseMath("so\n\\[ a\n+ b \\]\nthen")).toBe("so\n\n$$\na\n+ b\n$$\n\nthen");
  });

  it("leaves code alone", () => {
    const code = "`\\(x\\)` and\n```tex\n\\[ y \\]\n```\n";
    expect(normaliseMath(code)).toBe(code);
  });

  it("leaves a formula alone while it is still being written", () => {
    expect(normaliseMath("so \\( a^2")).toBe("so \\( a^2");
  });

  it("leaves a text without formulas untouched", () => {
    expect(normaliseMath("costs $5, then $10 [sic]")).toBe("costs $5, then $10 [sic]");
  });
});
