import { expect, it } from "vitest";
import { toRunCost } from "./to-run-cost";

const prices = { inputUsdPerMTok: 2, outputUsdPerMTok: 8, cachedInputUsdPerMTok: null };
const usage = { inputTokens: 1_000, cachedInputTokens: null, outputTokens: 1_000, reasoningTokens: null };
const noteOf = (ref: string, more: object = {}, billedUsd: number | null = null) => {
  const model = { ref, prices: { ...prices, ...more }, priceState: "metered" as const };
  return toRunCost({ usage, billedUsd, model, kind: "hosted" }).note;
};

it.each(["perplexity/sonar-deep-research", "openrouter/perplexity/sonar-pro"])(
  "an estimate for %s says that searches and citations are not in it",
  (ref) =>
    expect(noteOf(ref)).toBe(
      "Estimated from published prices; requests, searches and citations billed besides the tokens are not counted.",
    ),
);

it("says what a search costs where that is published", () => {
  expect(noteOf("openrouter/openai/gpt-4o-search-preview", { searchUsd: 0.025 })).toContain(
    "searches billed besides the tokens (a search $0.025) are not counted",
  );
});

it("does not say of requests that they are not counted where their price is known, and is", () => {
  expect(noteOf("openrouter/perplexity/sonar", { requestUsd: 0.005 })).toContain(
    "; searches and citations billed besides",
  );
});

it("says nothing of searches for a model that makes none unasked, or where the provider reported the whole cost", () => {
  expect(noteOf("openrouter/openai/gpt-5", { searchUsd: 0.01 })).toBe("Estimated from published prices.");
  expect(noteOf("openrouter/perplexity/sonar-pro", {}, 0.02)).toBe("As the provider reported it.");
});
