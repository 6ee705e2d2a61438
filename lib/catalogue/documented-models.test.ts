import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { documentedModels } from "./documented-models";

/** The two pages the rows were taken from, where a copy of them lies beside this folder. */
const pages = path.resolve("../shared/seeds");
const hasPages = existsSync(pages);

const rowSchema = z.strictObject({
  model: z.string(),
  imageInput: z.boolean(),
  audioInput: z.boolean(),
  videoInput: z.boolean(),
  toolUsage: z.boolean(),
  reasoning: z.boolean(),
  contextWindow: z.number(),
  maxOutput: z.number(),
  inputCost: z.number().nullable(),
  outputCost: z.number().nullable(),
});

function readRows() {
  return readdirSync(pages).flatMap((file) => {
    const text = readFileSync(path.join(pages, file), "utf8");
    const rows = text.match(/\{\s*"model":[^{}]*\}/g) ?? [];
    return rows.map((row) => rowSchema.parse(JSON.parse(row)));
  });
}

describe("the documented models", () => {
  it.skipIf(!hasPages)(
    hasPages
      ? "are those of the two pages, field for field"
      : "are those of the two pages, field for field (skipped: the pages are not on this machine)",
    () => {
      const ours = documentedModels.map((model) => ({
        model: model.ref,
        imageInput: model.imageInput,
        audioInput: model.audioInput,
        videoInput: model.videoInput,
        toolUsage: model.toolUse,
        reasoning: model.reasoning,
        contextWindow: model.contextTokens,
        maxOutput: model.maxOutputTokens,
        inputCost: model.prices.inputUsdPerMTok,
        outputCost: model.prices.outputUsdPerMTok,
      }));
      const byModel = (a: { model: string }, b: { model: string }) => a.model.localeCompare(b.model);
      expect(ours.toSorted(byModel)).toEqual(readRows().toSorted(byModel));
    },
  );

  it("are 7 of Llama and 10 of W&B, each with its limits and its year", () => {
    const count = (providerId: string) =>
      documentedModels.filter((model) => model.providerId === providerId).length;
    expect([count("llama"), count("wandb"), documentedModels.length]).toEqual([7, 10, 17]);
    for (const model of documentedModels) {
      expect(model).toMatchObject({ source: "documented", sourceDate: "2025" });
      expect(model.contextTokens).toBeGreaterThan(0);
      expect(model.maxOutputTokens).toBeGreaterThan(0);
    }
  });

  it("of Llama have no price, which is neither 0 nor free; those of W&B are metered", () => {
    for (const { providerId, prices, priceState } of documentedModels) {
      expect(priceState).toBe(providerId === "llama" ? "unknown" : "metered");
      expect(prices.inputUsdPerMTok === null).toBe(providerId === "llama");
      expect(prices.inputUsdPerMTok).not.toBe(0);
    }
  });

  it("keep the pages' oddities, with a warning", () => {
    const find = (ref: string) => documentedModels.find((model) => model.ref === ref);
    expect(find("wandb/deepseek-ai/DeepSeek-R1-0528")).toMatchObject({
      contextTokens: 161_000,
      maxOutputTokens: 163_840,
      prices: { inputUsdPerMTok: 1.35, outputUsdPerMTok: 5.4 },
      warnings: [expect.stringContaining("exceeds")],
    });
    expect(find("wandb/Qwen/Qwen3-Coder-480B-A35B-Instruct")).toMatchObject({
      maxOutputTokens: 66_536,
      warnings: [expect.stringContaining("65,536")],
    });
  });
});
