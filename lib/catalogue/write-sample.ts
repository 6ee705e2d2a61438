import { quoteForShell } from "@/lib/quote-for-shell";

/** How a model is called from elsewhere. */
export const sampleForms = {
  curl: { label: "cURL", language: "bash" },
  python: { label: "Python", language: "python" },
  javascript: { label: "JavaScript", language: "javascript" },
  "ai-sdk": { label: "AI SDK", language: "typescript" },
  mastra: { label: "Mastra", language: "typescript" },
  haystack: { label: "Haystack", language: "python" },
} as const;

export type SampleForm = keyof typeof sampleForms;

type Sampled = { providerId: string; modelId: string; baseUrl: string; keyVariable: string | null };

const question = "What is the capital of France?";
const text = (value: string) => JSON.stringify(value);

/** Code that asks a model one question, straight at its provider. A key is only ever the name of its variable. */
export function writeSample(
  form: SampleForm,
  { providerId, modelId, baseUrl, keyVariable }: Sampled,
): string {
  const base = baseUrl.replace(/\/+$/, "");
  const nodeKey = keyVariable === null ? text("none") : `process.env.${keyVariable}`;
  switch (form) {
    case "curl":
      return [
        `curl ${quoteForShell(`${base}/chat/completions`)} \\`,
        '  -H "Content-Type: application/json" \\',
        ...(keyVariable === null ? [] : [`  -H "Authorization: Bearer $${keyVariable}" \\`]),
        `  -d ${quoteForShell(JSON.stringify({ model: modelId, messages: [{ role: "user", content: question }] }))}`,
      ].join("\n");
    case "python":
      return [
        "import os",
        "from openai import OpenAI",
        "",
        `client = OpenAI(base_url=${text(base)}, api_key=${keyVariable === null ? '"none"' : `os.environ[${text(keyVariable)}]`})`,
        "completion = client.chat.completions.create(",
        `    model=${text(modelId)},`,
        `    messages=[{"role": "user", "content": ${text(question)}}],`,
        ")",
        "print(completion.choices[0].message.content)",
      ].join("\n");
    case "javascript":
      return [
        'import OpenAI from "openai";',
        "",
        `const client = new OpenAI({ baseURL: ${text(base)}, apiKey: ${nodeKey} });`,
        "const completion = await client.chat.completions.create({",
        `  model: ${text(modelId)},`,
        `  messages: [{ role: "user", content: ${text(question)} }],`,
        "});",
        "console.log(completion.choices[0].message.content);",
      ].join("\n");
    case "ai-sdk":
      return [
        'import { createOpenAICompatible } from "@ai-sdk/openai-compatible";',
        'import { generateText } from "ai";',
        "",
        `const provider = createOpenAICompatible({ name: ${text(providerId)}, baseURL: ${text(base)}, apiKey: ${nodeKey} });`,
        `const { text } = await generateText({ model: provider(${text(modelId)}), prompt: ${text(question)} });`,
        "console.log(text);",
      ].join("\n");
    case "mastra":
      return [
        'import { Agent } from "@mastra/core/agent";',
        "",
        "const agent = new Agent({",
        '  id: "assistant",',
        '  name: "Assistant",',
        '  instructions: "You are a helpful assistant.",',
        "  model: {",
        `    providerId: ${text(providerId)},`,
        `    modelId: ${text(modelId)},`,
        `    url: ${text(base)},`,
        `    apiKey: ${nodeKey},`,
        "  },",
        "});",
        `const { text } = await agent.generate(${text(question)});`,
        "console.log(text);",
      ].join("\n");
    case "haystack":
      return writeHaystack({ providerId, modelId, base, keyVariable });
  }
}

type HaystackSampled = Pick<Sampled, "providerId" | "modelId" | "keyVariable"> & { base: string };

/** Haystack has a component of its own for the Llama API, and one for whatever else speaks OpenAI's. */
function writeHaystack({ providerId, modelId, base, keyVariable }: HaystackSampled): string {
  const [component, from] =
    providerId === "llama"
      ? ["MetaLlamaChatGenerator", "haystack_integrations.components.generators.meta_llama"]
      : ["OpenAIChatGenerator", "haystack.components.generators.chat"];
  const key =
    keyVariable === null ? 'Secret.from_token("none")' : `Secret.from_env_var(${text(keyVariable)})`;
  return [
    "from haystack.dataclasses import ChatMessage",
    "from haystack.utils import Secret",
    `from ${from} import ${component}`,
    "",
    `generator = ${component}(`,
    `    api_key=${key},`,
    `    model=${text(modelId)},`,
    `    api_base_url=${text(base)},`,
    ")",
    `result = generator.run(messages=[ChatMessage.from_user(${text(question)})])`,
    'print(result["replies"][0].text)',
  ].join("\n");
}
