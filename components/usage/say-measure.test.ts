import { describe, expect, it } from "vitest";
import { emptySum } from "@/lib/usage/summarise";
import { sayMeasure } from "./say-measure";

const sumWith = (some: Partial<ReturnType<typeof emptySum>>) => ({ ...emptySum(), runs: 3, ...some });

describe("a day's sum in words", () => {
  it("says of dollars where they come from, and what is not in them", () => {
    expect(sayMeasure(sumWith({ billedUsd: 2, billedRuns: 1 }), "usd")).toBe("$2.00 billed");
    const both = { billedUsd: 2, billedRuns: 1, estimatedUsd: 0.5, estimatedRuns: 1, unpricedRuns: 1 };
    expect(sayMeasure(sumWith(both), "usd")).toBe("$2.50 billed and estimated, cost of 1 run unknown");
    expect(sayMeasure(sumWith({ estimatedRuns: 3 }), "usd")).toBe("$0 estimated");
  });

  it("is no $0 where no price is known, where nothing costs, and where nothing ran", () => {
    expect(sayMeasure(sumWith({ unpricedRuns: 3 }), "usd")).toBe("cost of 3 runs unknown");
    expect(sayMeasure(sumWith({ freeRuns: 3 }), "usd")).toBe("simulated or local");
    expect(sayMeasure(sumWith({ failed: 3 }), "usd")).toBe("nothing was used");
    expect(sayMeasure(emptySum(), "usd")).toBe("nothing ran");
  });

  it("says of tokens which of them are a guess and which nobody counted, and never 0 for those", () => {
    const counted = { inputTokens: 1_200, outputTokens: 300, countedRuns: 2 };
    expect(sayMeasure(sumWith(counted), "tokens")).toBe("1.5K tokens");
    expect(sayMeasure(sumWith({ ...counted, guessedRuns: 1, uncountedRuns: 1 }), "tokens")).toBe(
      "≈ 1.5K tokens, tokens of 1 run unknown",
    );
    expect(sayMeasure(sumWith({ uncountedRuns: 3 }), "tokens")).toBe("tokens of 3 runs unknown");
  });

  it("counts runs", () => {
    expect(sayMeasure(sumWith({ runs: 1 }), "runs")).toBe("1 run");
    expect(sayMeasure(sumWith({ runs: 12_345 }), "runs")).toBe("12,345 runs");
  });
});
