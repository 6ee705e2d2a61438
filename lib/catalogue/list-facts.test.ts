import { expect, it } from "vitest";
import { blankModel } from "./blank-model";
import { listFacts } from "./list-facts";

it("a tier tells all its prices, those of the cache and of audio included", () => {
  const model = blankModel({
    providerId: "acme",
    id: "m",
    kind: "hosted",
    source: "models.dev",
    sourceDate: "2026-11-20",
  });
  const tier = {
    aboveInputTokens: 200_000,
    inputUsdPerMTok: 2.5,
    outputUsdPerMTok: 15,
    cachedInputUsdPerMTok: 0.25,
    cacheWriteUsdPerMTok: null,
    audioInputUsdPerMTok: 1,
  };
  const prices = { inputUsdPerMTok: 1.25, outputUsdPerMTok: 10, cachedInputUsdPerMTok: 0.125, tiers: [tier] };
  const [priced] = listFacts({ ...model, prices, priceState: "metered" });
  expect(priced?.facts.at(-1)).toMatchObject({
    label: "Above 200,000 input tokens",
    value: "$2.50 in, $15 out, $0.25 cached, $1 audio in, for the whole request",
  });
});
