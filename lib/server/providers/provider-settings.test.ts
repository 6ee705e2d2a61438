import { describe, expect, it } from "vitest";
import type { ConfigProvider } from "@/lib/providers/config-schema";
import { type ProviderSettings, toProviderSettings } from "./provider-settings";

function settingsWith(
  variables: Record<string, string>,
  config: Record<string, ConfigProvider> = {},
): (id: string) => ProviderSettings {
  const all = toProviderSettings({ config, readVariable: (name) => variables[name] ?? null });
  return (id) => {
    const found = all.find((provider) => provider.id === id);
    if (found === undefined) throw new Error(`There is no provider ${id}.`);
    return found;
  };
}

describe("a key", () => {
  it("belongs to its own provider and to no other", () => {
    const get = settingsWith(
      { OPENAI_API_KEY: "sk-openai" },
      { acme: { baseUrl: "https://a.example", keyVariable: null } },
    );
    expect(get("openai")).toMatchObject({ key: "sk-openai", baseUrl: "https://api.openai.com/v1" });
    for (const id of ["llama", "wandb", "groq", "openrouter", "ollama", "demo", "acme"])
      expect(get(id).key).toBeNull();
  });

  it("is the first that is set of several names, which is the one an error names", () => {
    expect(settingsWith({ HUGGINGFACE_API_KEY: "second" })("huggingface")).toMatchObject({
      key: "second",
      keyVariable: "HUGGINGFACE_API_KEY",
    });
    expect(settingsWith({ HF_TOKEN: "first", HUGGINGFACE_API_KEY: "second" })("huggingface").key).toBe(
      "first",
    );
    expect(settingsWith({})("huggingface")).toMatchObject({ key: null, keyVariable: "HF_TOKEN" });
  });

  it("may stand in another variable that the configuration names", () => {
    const get = settingsWith(
      { MY_KEY: "mine", OPENAI_API_KEY: "other" },
      { openai: { keyVariable: "MY_KEY" } },
    );
    expect(get("openai").key).toBe("mine");
    expect(settingsWith({ OPENAI_API_KEY: "x" }, { openai: { keyVariable: null } })("openai").key).toBeNull();
  });
});

describe("a base URL", () => {
  it.each([
    ["https://host.example/v1", "https://host.example/v1"],
    ["https://host.example/v1/", "https://host.example/v1"],
    ["https://host.example/v1///", "https://host.example/v1"],
    ["https://host.example/v1/chat/completions", "https://host.example/v1"],
    ["https://host.example/v1/chat/completions/", "https://host.example/v1"],
    [" https://host.example ", "https://host.example"],
  ])("pasted as %j is %s", (pasted, baseUrl) => {
    expect(settingsWith({ LLAMA_BASE_URL: pasted })("llama").baseUrl).toBe(baseUrl);
  });

  it("in the environment beats the file, which beats the built-in one", () => {
    const config = { wandb: { baseUrl: "https://file.example/v1" } };
    expect(settingsWith({}, config)("wandb").baseUrl).toBe("https://file.example/v1");
    expect(settingsWith({ WANDB_BASE_URL: "https://env.example" }, config)("wandb").baseUrl).toBe(
      "https://env.example",
    );
  });

  it("elsewhere takes the notice of a shutdown away", () => {
    expect(settingsWith({})("llama").ended?.words).toContain("shut the Llama API down");
    expect(settingsWith({ LLAMA_BASE_URL: "https://other.example" })("llama").ended).toBeNull();
  });

  it("of the demo cannot be moved", () => {
    expect(settingsWith({ DEMO_BASE_URL: "https://evil.example" })("demo").baseUrl).toBe("demo:");
  });
});

describe("headers", () => {
  it("come from the file, and from variables it names where those are set", () => {
    const headers = { "x-team": "blue", "x-token": { env: "TEAM_TOKEN" }, "x-unset": { env: "NOT_SET" } };
    const get = settingsWith({ TEAM_TOKEN: "canary-token" }, { groq: { headers } });
    expect(get("groq").headers).toEqual({ "x-team": "blue", "x-token": "canary-token" });
    expect(get("groq").secretHeaderValues).toEqual(["canary-token"]);
  });

  it("name the project at Weights & Biases when it is set", () => {
    expect(settingsWith({ WANDB_PROJECT: "team/project" })("wandb").headers).toEqual({
      "OpenAI-Project": "team/project",
    });
    expect(settingsWith({})("wandb").headers).toEqual({});
  });
});
