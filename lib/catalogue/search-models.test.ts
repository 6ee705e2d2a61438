import { describe, expect, it } from "vitest";
import { documentedModels } from "./documented-models";
import { searchModels } from "./search-models";

const providerNames = new Map([
  ["llama", "Llama API"],
  ["wandb", "Weights & Biases"],
]);
const find = (query: string) =>
  searchModels({ models: documentedModels, providerNames, query }).map(({ model }) => model.ref);

describe("searching models", () => {
  it("finds a model by words of its name in any order, whatever stands between them", () => {
    expect(find("coder qwen3")).toEqual(["wandb/Qwen/Qwen3-Coder-480B-A35B-Instruct"]);
    expect(find("qwen3-coder")).toEqual(find("Qwen3 Coder"));
  });

  it("finds by provider, by its name as well as its id", () => {
    expect(find("weights biases deepseek")).toHaveLength(2);
    expect(find("wandb deepseek")).toHaveLength(2);
  });

  it("forgives one slip in a word of four letters or more", () => {
    expect(find("depseek")).toEqual(find("deepseek"));
    expect(find("deepseke")).toEqual(find("deepseek"));
    expect(find("lxama scout")).toEqual(find("llama scout"));
  });

  it("gives every model in its order for an empty search, and none for nonsense", () => {
    expect(find("  ")).toEqual(documentedModels.map((model) => model.ref));
    expect(find("zzzzzz")).toEqual([]);
  });

  it("puts a whole word before the start of one", () => {
    const refs = find("3.3 8b");
    expect(refs[0]).toBe("llama/llama-3.3-8b-instruct");
  });
});
