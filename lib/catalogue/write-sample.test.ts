import { execFileSync } from "node:child_process";
import { parse } from "@babel/parser";
import { expect, it } from "vitest";
import { type SampleForm, sampleForms, writeSample } from "./write-sample";

const odd = {
  providerId: "acme",
  modelId: 'org/it\'s "odd"',
  baseUrl: "https://acme.example/v1/",
  keyVariable: "ACME_API_KEY",
};

it.each(["javascript", "ai-sdk", "mastra"] as const)(
  "%s is code that can be parsed, whatever the id",
  (form) => {
    const code = writeSample(form, odd);
    parse(code, { sourceType: "module", plugins: ["typescript"] });
    expect(code).toContain(JSON.stringify(odd.modelId));
    expect(code).toContain("process.env.ACME_API_KEY");
  },
);

it("curl is a command that asks for this model and does nothing else, whatever the id and the address", () => {
  const hostile = { ...odd, baseUrl: "https://acme.example/v1?a=1&touch$(touch x)" };
  const command = writeSample("curl", hostile).replace(/^curl/, "printf '%s\\n'");
  const args = execFileSync("sh", ["-c", command], {
    encoding: "utf8",
    env: { NODE_ENV: "test", ACME_API_KEY: "k" },
  }).split("\n");
  expect(args[0]).toBe(`${hostile.baseUrl}/chat/completions`);
  expect(args).toContain("Authorization: Bearer k");
  expect(JSON.parse(args.at(-2) ?? "")).toMatchObject({ model: odd.modelId });
});

it.each(Object.keys(sampleForms) as SampleForm[])(
  "%s asks the provider's own address, with no doubled slash",
  (form) => {
    const code = writeSample(form, odd);
    expect(code).toContain("https://acme.example/v1");
    expect(code).not.toContain("v1//");
  },
);

it("names no key where none is needed", () => {
  expect(writeSample("curl", { ...odd, keyVariable: null })).not.toContain("Authorization");
});

it("is Haystack's own component for the Llama API, and the one for OpenAI's form for all others", () => {
  const llama = writeSample("haystack", { ...odd, providerId: "llama" });
  expect(llama).toContain(
    "from haystack_integrations.components.generators.meta_llama import MetaLlamaChatGenerator",
  );
  expect(llama).toContain('api_key=Secret.from_env_var("ACME_API_KEY")');
  const other = writeSample("haystack", { ...odd, keyVariable: null });
  expect(other).toContain("from haystack.components.generators.chat import OpenAIChatGenerator");
  expect(other).toContain('Secret.from_token("none")');
});
