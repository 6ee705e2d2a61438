import { describe, expect, it } from "vitest";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import type { FieldRefusal } from "@/lib/refusals/refusal";
import { toGates } from "./to-gates";

const ref = "openai/gpt-5";
const modelWith = (facts: Partial<CatalogueModel>): CatalogueModel => ({
  ...blankModel({
    providerId: "openai",
    id: "gpt-5",
    kind: "hosted",
    source: "models.dev",
    sourceDate: "2026-11-20",
  }),
  ...facts,
});
const refusalWith = (facts: Partial<FieldRefusal> = {}): FieldRefusal => ({
  id: "refusal-1",
  model: ref,
  field: "temperature",
  sentAs: null,
  words: "Unsupported parameter: 'temperature'",
  refusedAt: Date.UTC(2026, 10, 28),
  ...facts,
});
const gatesOf = (known: CatalogueModel | null, refusals: FieldRefusal[] = []) =>
  toGates({ ref, name: "GPT-5", known, refusals });

describe("what is known against a model's settings", () => {
  it("is what the catalogue says it does not take, with the source of that fact", () => {
    const origins = { toolUse: { source: "config", sourceDate: "2026-11-28" } } as const;
    const { settings } = gatesOf(modelWith({ temperature: false, toolUse: false, origins }));
    expect(settings).toEqual({
      temperature: {
        kind: "stated",
        reason: "GPT-5 takes no temperature, says models.dev, 2026-11-20.",
        refusalId: null,
      },
      tools: {
        kind: "stated",
        reason: "GPT-5 calls no tools, says switchyard.config.json, 2026-11-28.",
        refusalId: null,
      },
    });
  });

  it("is nothing where the catalogue does not say, or does not know the model", () => {
    expect(gatesOf(modelWith({ reasoning: true })).settings).toEqual({});
    expect(gatesOf(null)).toEqual({ settings: {}, fields: {} });
  });

  it("is what the provider refused, in its words, before what the catalogue says", () => {
    const { settings } = gatesOf(modelWith({ temperature: false }), [refusalWith({ model: "OpenAI/GPT-5" })]);
    expect(settings.temperature).toEqual({
      kind: "refused",
      reason:
        "GPT-5 refused temperature on 2026-11-28: “Unsupported parameter: 'temperature'” It is left out.",
      refusalId: "refusal-1",
    });
  });

  it("does not close what is sent under another name, and knows fields without a setting", () => {
    const renamed = refusalWith({ field: "max_tokens", sentAs: "max_completion_tokens", words: null });
    const other = refusalWith({ field: "top_k", words: null });
    const gates = gatesOf(null, [renamed, other, refusalWith({ model: "openai/other" })]);
    expect(gates.settings.maxOutputTokens).toMatchObject({
      kind: "renamed",
      reason: "GPT-5 refused max_tokens on 2026-11-28. It is sent as max_completion_tokens.",
    });
    expect(Object.keys(gates.settings)).toEqual(["maxOutputTokens"]);
    expect(gates.fields.top_k?.kind).toBe("refused");
  });
});
