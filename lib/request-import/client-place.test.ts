import { describe, expect, it } from "vitest";
import { readLaneCode } from "@/lib/lane-code/read-lane-code";
import type { KnownPlaces } from "./locate-model";

const places: KnownPlaces = {
  origin: "http://localhost:3000",
  providers: [],
  findRefs: (id) => (id === "gpt-5.4" ? ["openai/gpt-5.4", "azure/gpt-5.4"] : []),
};

async function readModels(text: string) {
  const { candidates } = await readLaneCode(text, places);
  return { models: candidates.map(({ model }) => model), warnings: candidates[0]?.warnings ?? [] };
}

const ask = 'client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Hello!"}])';

describe("a client of another package that is called as openai's is", () => {
  it.each([
    ["from groq import Groq\nclient = Groq()", "groq/m"],
    ["from groq import AsyncGroq\nclient = AsyncGroq(api_key=os.environ['GROQ_API_KEY'])", "groq/m"],
    ["from together import Together\nclient = Together()", "together/m"],
    ["from cerebras.cloud.sdk import Cerebras\nclient = Cerebras()", "cerebras/m"],
    ["from llama_api_client import LlamaAPIClient\nclient = LlamaAPIClient()", "llama/m"],
    ["from huggingface_hub import InferenceClient\nclient = InferenceClient()", "huggingface/m"],
    ["import groq\nclient = groq.Groq()", "groq/m"],
    ['from groq import Groq\nclient = Groq(base_url="https://api.openai.com/v1")', "openai/m"],
  ])("sends to its own provider: %s", async (made, model) => {
    expect((await readModels(`${made}\n${ask}`)).models).toEqual([model]);
  });

  it("does so in JavaScript", async () => {
    const { models } = await readModels(`import Groq from "groq-sdk";
const groq = new Groq({ apiKey: process.env.GROQ_API_KEY });
await groq.chat.completions.create({ model: "openai/gpt-oss-20b", messages: [{ role: "user", content: "Hello!" }] });`);
    expect(models).toEqual(["groq/openai/gpt-oss-20b"]);
  });

  it.each([
    ["from acme import Acme\nclient = Acme()", "Acme"],
    ["from openai import AzureOpenAI\nclient = AzureOpenAI(api_version='2024-10-21')", "AzureOpenAI"],
  ])("is never taken for OpenAI when it is not known: %s", async (made, className) => {
    const { models, warnings } = await readModels(`${made}\n${ask}`);
    expect(models).toEqual([null]);
    expect(warnings).toContain(`Where ${className}(…) sends to is not known here.`);
  });
});

describe("a call whose client is made elsewhere", () => {
  it("is located by its model's name alone", async () => {
    expect((await readModels(ask.replace('"m"', '"gpt-5.4"'))).models).toEqual([
      "openai/gpt-5.4",
      "azure/gpt-5.4",
    ]);
    expect((await readModels(ask)).models).toEqual([null]);
  });

  it("is OpenAI's where its package is imported", async () => {
    expect((await readModels(`from openai import OpenAI\n${ask}`)).models).toEqual(["openai/m"]);
    expect(
      (
        await readModels(`import { client } from "./client"; import OpenAI from "openai";
await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: "Hello!" }] });`)
      ).models,
    ).toEqual(["openai/m"]);
  });
});
