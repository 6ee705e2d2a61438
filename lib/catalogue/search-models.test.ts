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

  it("finds words that are typed as one, behind those that are one", () => {
    expect(find("qwen3coder")).toEqual(["wandb/Qwen/Qwen3-Coder-480B-A35B-Instruct"]);
    expect(find("deepseekr1")).toEqual(["wandb/deepseek-ai/DeepSeek-R1-0528"]);
    expect(find("kimik2 wandb")).toEqual(["wandb/moonshotai/Kimi-K2-Instruct"]);
    expect(find("phi4")).toEqual(["wandb/microsoft/Phi-4-mini-instruct"]);
  });

  it("takes letters with and without accents for the same, in names too", () => {
    expect(find("kimí")).toEqual(find("kimi"));
    const named = documentedModels.map((model) => ({ ...model, name: "Ménager" }));
    expect(searchModels({ models: named, providerNames, query: "menager" })).toHaveLength(named.length);
  });

  it("gives every model in its order for an empty search, and none for nonsense", () => {
    expect(find("  ")).toEqual(documentedModels.map((model) => model.ref));
    expect(find("zzzzzz")).toEqual([]);
  });

  it("takes a version for one word: 3.3 is not in 3.1, nor another number a slip of it", () => {
    const named = (names: readonly string[]) =>
      documentedModels.slice(0, names.length).map((model, index) => ({
        ...model,
        id: names[index] ?? "",
        name: names[index] ?? "",
        family: null,
      }));
    const findIn = (names: readonly string[], query: string) =>
      searchModels({ models: named(names), providerNames: new Map(), query }).map(({ model }) => model.name);
    const llamas = ["llama-3.1-8b", "Llama 3.3 70B", "llama-3-8b", "llama-3-3-70b"];
    expect(findIn(llamas, "llama 3.3")).toEqual(["Llama 3.3 70B", "llama-3-3-70b"]);
    expect(findIn(llamas, "llama-3")).toHaveLength(4);
    expect(findIn(llamas, "llama-3")[0]).toBe("llama-3-8b");
    const qwens = ["Qwen2.5 VL", "qwen3-vl", "GPT-4.1", "gpt-4o"];
    expect(findIn(qwens, "qwen 2.5")).toEqual(["Qwen2.5 VL"]);
    expect(findIn(qwens, "qwen25")).toEqual(["Qwen2.5 VL"]);
    expect(findIn(qwens, "qwen2.6")).toEqual([]);
    expect(findIn(qwens, "qwn2.5")).toEqual(["Qwen2.5 VL"]);
    expect(findIn(qwens, "gpt4.1")).toEqual(["GPT-4.1"]);
    expect(findIn(qwens, "gpt 4")).toEqual(["GPT-4.1", "gpt-4o"]);
  });

  it("puts a whole word before the start of one", () => {
    const refs = find("3.3 8b");
    expect(refs[0]).toBe("llama/llama-3.3-8b-instruct");
  });
});
