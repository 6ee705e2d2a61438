import { calcPrice } from "@pydantic/genai-prices";
import { describe, expect, it } from "vitest";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import { toRunCost } from "./to-run-cost";

const prices = {
  inputUsdPerMTok: 1.25,
  outputUsdPerMTok: 10,
  cachedInputUsdPerMTok: 0.125,
};

describe("another calculator of costs", () => {
  it.each([
    [1_000, 0, 500],
    [100_000, 40_000, 2_000],
    [10_000, 10_000, 1],
  ])(
    "says the same of %i input tokens, %i of them cached, and %i output tokens of gpt-5",
    (input, cached, output) => {
      const theirs = calcPrice(
        { input_tokens: input, cache_read_tokens: cached, output_tokens: output },
        "gpt-5",
        { providerId: "openai" },
      );
      const ours = toRunCost({
        usage: { inputTokens: input, cachedInputTokens: cached, outputTokens: output, reasoningTokens: null },
        billedUsd: null,
        model: { prices, priceState: toPriceState({ prices, kind: "hosted" }) },
        kind: "hosted",
      });
      expect(theirs?.total_price).toBeGreaterThan(0);
      expect(ours.usd).toBeCloseTo(theirs?.total_price ?? Number.NaN, 10);
    },
  );
});
