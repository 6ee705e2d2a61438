import { describe, expect, it } from "vitest";
import { blankModel } from "./blank-model";
import { listReplacements } from "./list-replacements";

const modelAt = (ref: string, rest: object = {}) => {
  const [providerId = "", ...id] = ref.split("/");
  const source = { kind: "hosted", source: "snapshot", sourceDate: "2025-09" } as const;
  return { ...blankModel({ providerId, id: id.join("/"), ...source }), ...rest };
};

const models = [
  "groq/llama-3.3-70b-versatile",
  "groq/meta-llama/llama-4-scout-17b-16e-instruct",
  "groq/meta-llama/llama-guard-4-12b",
  "groq/whisper-large-v3",
  "cerebras/llama3.1-8b",
  "wandb/meta-llama/Llama-3.3-70B-Instruct",
  "wandb/meta-llama/Llama-3.1-8B-Instruct",
  "wandb/deepseek-ai/DeepSeek-V3.1",
  "together/meta-llama/Llama-3.3-70B-Instruct-Turbo-Free",
  "openai/gpt-4.1",
].map((ref) => modelAt(ref));

const settable = new Set(["groq", "cerebras", "wandb", "together", "openai"]);
const replacementsOf = (ref: string, callable: string[], among = models) =>
  listReplacements({ model: modelAt(ref), models: among, callable: new Set(callable), settable }).map(
    ({ model }) => model.ref,
  );

describe("what to use instead of a model that is gone", () => {
  it("is the same model of another host, first of one that can be called", () => {
    const refs = replacementsOf("llama/llama-3.3-70b-instruct", ["wandb"]);
    expect(refs[0]).toBe("wandb/meta-llama/Llama-3.3-70B-Instruct");
    expect(refs).toContain("groq/llama-3.3-70b-versatile");
    expect(replacementsOf("llama/llama-3.3-70b-instruct", ["groq"])[0]).toBe("groq/llama-3.3-70b-versatile");
  });

  it("knows the provider's own spelling and other hosts' ways of writing it", () => {
    expect(replacementsOf("llama/Llama-4-Scout-17B-16E-Instruct-FP8", ["groq"])[0]).toBe(
      "groq/meta-llama/llama-4-scout-17b-16e-instruct",
    );
    expect(replacementsOf("llama/llama-3.1-8b", ["cerebras"])[0]).toBe("cerebras/llama3.1-8b");
  });

  it("is of a provider that can be set up before one that is only known by name", () => {
    const among = ["abacus/llama-3.3-70b", "abacus/llama-4-behemoth", "wandb/meta-llama/Llama-3.3-70B"].map(
      (ref) => modelAt(ref),
    );
    expect(replacementsOf("llama/llama-3.3-70b", [], among)[0]).toBe("wandb/meta-llama/Llama-3.3-70B");
    expect(replacementsOf("llama/llama-4-behemoth", [], among)[0]).toBe("abacus/llama-4-behemoth");
    expect(replacementsOf("llama/llama-3.3-70b", ["abacus"], among)[0]).toBe("abacus/llama-3.3-70b");
  });

  it("is of the nearest version where nobody serves the same model", () => {
    expect(replacementsOf("llama/llama-4-maverick-17b-128e", ["wandb"])[0]).toBe(
      "wandb/meta-llama/Llama-3.3-70B-Instruct",
    );
  });

  it("is of the same family where nobody serves the same model", () => {
    expect(replacementsOf("wandb/deepseek-ai/DeepSeek-V3-0324", ["wandb"])[0]).toBe(
      "wandb/deepseek-ai/DeepSeek-V3.1",
    );
    expect(replacementsOf("wandb/meta-llama/Llama-3.2-7B", ["wandb"])[0]).toBe(
      "wandb/meta-llama/Llama-3.1-8B-Instruct",
    );
  });

  it("is another model of the provider where the family is gone, and never one for another purpose", () => {
    const refs = replacementsOf("wandb/microsoft/Phi-4-mini-instruct", ["wandb"]);
    expect(refs).toHaveLength(3);
    expect(refs.every((ref) => ref.startsWith("wandb/"))).toBe(true);
    expect(replacementsOf("groq/llama-9", ["groq"])).not.toContain("groq/meta-llama/llama-guard-4-12b");
  });

  it("is never a model that is not offered itself, nor the model itself", () => {
    const gone = models.map((model) =>
      model.providerId === "wandb" ? { ...model, notOffered: "Gone." } : model,
    );
    expect(replacementsOf("llama/llama-3.3-70b-instruct", ["wandb"], gone).join()).not.toContain("wandb/");
    expect(replacementsOf("openai/gpt-4.1", ["openai"])).toEqual([]);
  });
});
