import { formatCount } from "@/lib/format-number";
import { formatModelPrice, formatPrice } from "@/lib/money/format-usd";
import type { CatalogueModel, FactOrigin, PriceTier, Stated } from "./catalogue-model";
import { originOf } from "./origin-of";

/** One thing known of a model, in words, and who says so. */
export type Fact = { label: string; value: string; isKnown: boolean; origin: FactOrigin };

export type FactGroup = { title: string; facts: Fact[] };

type Priced = Pick<CatalogueModel, "priceState" | "priceVaries">;

type Described = { label: string; value: string | null; field: string; unknown?: string };

const stated = (value: Stated) => (value === null ? null : value ? "yes" : "no");
const tokens = (value: number | null) => (value === null ? null : `${formatCount(value)} tokens`);

function toTierWords(tier: PriceTier): string {
  const parts: [number | null | undefined, string][] = [
    [tier.inputUsdPerMTok, "in"],
    [tier.outputUsdPerMTok, "out"],
    [tier.cachedInputUsdPerMTok, "cached"],
    [tier.cacheWriteUsdPerMTok, "cache write"],
    [tier.audioInputUsdPerMTok, "audio in"],
  ];
  const prices = parts.flatMap(([usd, what]) => (usd == null ? [] : `${formatPrice(usd)} ${what}`));
  return `${prices.join(", ")}, for the whole request`;
}

function describePrices(model: CatalogueModel): Described[] {
  const { prices } = model;
  const price = (label: string, usd: number | null, state: Priced = model): Described => ({
    label,
    value: formatModelPrice(state, usd),
    field: "prices",
  });
  const { priceState } = model;
  return [
    price("Input, $ per 1M tokens", prices.inputUsdPerMTok),
    price("Output, $ per 1M tokens", prices.outputUsdPerMTok),
    // What is said to vary is the price of input and output.
    price("Cached input", prices.cachedInputUsdPerMTok, { priceState }),
    ...(prices.cacheWriteUsdPerMTok === undefined ? [] : [price("Cache write", prices.cacheWriteUsdPerMTok)]),
    ...(prices.audioInputUsdPerMTok === undefined ? [] : [price("Audio input", prices.audioInputUsdPerMTok)]),
    ...(prices.audioOutputUsdPerMTok === undefined
      ? []
      : [price("Audio output", prices.audioOutputUsdPerMTok)]),
    ...(prices.reasoningUsdPerMTok === undefined
      ? []
      : [price("Reasoning, as a part of the output", prices.reasoningUsdPerMTok)]),
    ...(prices.requestUsd === undefined
      ? []
      : [price("Each request, besides its tokens", prices.requestUsd)]),
    ...(prices.searchUsd === undefined
      ? []
      : [price("Each search of the web, in no estimate", prices.searchUsd)]),
    ...(prices.tiers ?? []).map((tier) => ({
      label: `Above ${formatCount(tier.aboveInputTokens)} input tokens`,
      value: toTierWords(tier),
      field: "prices",
    })),
  ];
}

function describeAbilities(model: CatalogueModel): Described[] {
  const ability = (label: string, field: string, value: Stated) => ({ label, field, value: stated(value) });
  return [
    ability("Images", "imageInput", model.imageInput),
    ability("Audio", "audioInput", model.audioInput),
    ability("Video", "videoInput", model.videoInput),
    ability("PDF", "pdfInput", model.pdfInput),
    ability("Tools", "toolUse", model.toolUse),
    ability("Reasoning", "reasoning", model.reasoning),
    ability("JSON schema", "structuredOutput", model.structuredOutput),
    ability("Temperature", "temperature", model.temperature ?? null),
  ];
}

/** Everything the catalogue knows of a model, and what nobody states, each with its source. */
export function listFacts(model: CatalogueModel): FactGroup[] {
  const toFact = ({ label, value, field, unknown = "not stated" }: Described): Fact => ({
    label,
    value: value ?? unknown,
    isKnown: value !== null && value !== "not published",
    origin: originOf(model, field),
  });
  const groups: { title: string; facts: Described[] }[] = [
    { title: "Prices", facts: describePrices(model) },
    {
      title: "Limits",
      facts: [
        { label: "Context", value: tokens(model.contextTokens), field: "contextTokens" },
        ...(model.maxInputTokens === undefined
          ? []
          : [{ label: "Most input", value: tokens(model.maxInputTokens), field: "maxInputTokens" }]),
        { label: "Longest answer", value: tokens(model.maxOutputTokens), field: "maxOutputTokens" },
      ],
    },
    { title: "Takes and does", facts: describeAbilities(model) },
    {
      title: "About it",
      facts: [
        { label: "Family", value: model.family, field: "family" },
        { label: "Released", value: model.releaseDate, field: "releaseDate" },
        { label: "Knows of the world until", value: model.knowledge, field: "knowledge" },
        { label: "Open weights", value: stated(model.openWeights), field: "openWeights" },
        { label: "Status", value: model.status, field: "status" },
      ],
    },
  ];
  return groups.map(({ title, facts }) => ({ title, facts: facts.map(toFact) }));
}
