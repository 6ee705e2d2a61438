import type { ProviderKind } from "@/lib/catalogue/catalogue-model";

/** A provider this product knows by itself: its origin is pinned to its own key variables. */
export type BuiltInProvider = {
  id: string;
  name: string;
  kind: ProviderKind;
  baseUrl: string;
  /** Variables that may hold the key, the first that is set wins; empty when none is needed. */
  keyVariables: string[];
  docsUrl: string | null;
  /** The command that starts a local server. */
  startCommand?: string;
  /** It has shut down: how that is told, and what can be done all the same. */
  ended?: { words: string; advice: string };
  /** Its `GET /models` is the truth about what it offers. */
  listsItsOffer?: true;
  /** Headers every request carries whose value is in a variable, when that variable is set. */
  variableHeaders?: Record<string, string>;
};

const hosted = (
  id: string,
  name: string,
  baseUrl: string,
  [keyVariables, docsUrl]: [string | string[], string],
): BuiltInProvider => ({ id, name, kind: "hosted", baseUrl, keyVariables: [keyVariables].flat(), docsUrl });

const local = (
  id: string,
  name: string,
  port: number,
  [startCommand, docsUrl]: [string, string],
): BuiltInProvider => ({
  id,
  name,
  kind: "local",
  baseUrl: `http://127.0.0.1:${port}/v1`,
  keyVariables: [],
  docsUrl,
  startCommand,
});

/** The day this list was last changed: a provider's page says so of its facts. */
export const builtInProvidersDate = "2026-11-21";

/** In the order in which they are shown. */
export const builtInProviders: BuiltInProvider[] = [
  {
    ...hosted("llama", "Llama API", "https://api.llama.com/compat/v1", [
      "LLAMA_API_KEY",
      "https://llama.developer.meta.com/docs/models",
    ]),
    ended: {
      words: "Meta shut the Llama API down on 2026-07-06.",
      advice: "Set LLAMA_BASE_URL to use these refs with another host of Llama models.",
    },
  },
  {
    ...hosted("wandb", "Weights & Biases", "https://api.inference.wandb.ai/v1", [
      "WANDB_API_KEY",
      "https://weave-docs.wandb.ai",
    ]),
    variableHeaders: { "OpenAI-Project": "WANDB_PROJECT" },
    listsItsOffer: true,
  },
  hosted("meta", "Meta Model API", "https://api.meta.ai/v1", [
    "META_MODEL_API_KEY",
    "https://developer.meta.com/ai",
  ]),
  hosted("openai", "OpenAI", "https://api.openai.com/v1", [
    "OPENAI_API_KEY",
    "https://platform.openai.com/docs/models",
  ]),
  hosted("groq", "Groq", "https://api.groq.com/openai/v1", [
    "GROQ_API_KEY",
    "https://console.groq.com/docs/models",
  ]),
  hosted("cerebras", "Cerebras", "https://api.cerebras.ai/v1", [
    "CEREBRAS_API_KEY",
    "https://inference-docs.cerebras.ai/models/overview",
  ]),
  hosted("mistral", "Mistral", "https://api.mistral.ai/v1", [
    "MISTRAL_API_KEY",
    "https://docs.mistral.ai/getting-started/models/",
  ]),
  hosted("deepseek", "DeepSeek", "https://api.deepseek.com", [
    "DEEPSEEK_API_KEY",
    "https://api-docs.deepseek.com/quick_start/pricing",
  ]),
  hosted("xai", "xAI", "https://api.x.ai/v1", ["XAI_API_KEY", "https://docs.x.ai/docs/models"]),
  hosted("together", "Together AI", "https://api.together.xyz/v1", [
    "TOGETHER_API_KEY",
    "https://docs.together.ai/docs/serverless-models",
  ]),
  hosted("fireworks", "Fireworks AI", "https://api.fireworks.ai/inference/v1", [
    "FIREWORKS_API_KEY",
    "https://fireworks.ai/docs/",
  ]),
  {
    ...hosted("openrouter", "OpenRouter", "https://openrouter.ai/api/v1", [
      "OPENROUTER_API_KEY",
      "https://openrouter.ai/models",
    ]),
    listsItsOffer: true,
  },
  hosted("nvidia", "NVIDIA", "https://integrate.api.nvidia.com/v1", [
    "NVIDIA_API_KEY",
    "https://docs.api.nvidia.com/nim/",
  ]),
  {
    ...hosted("huggingface", "Hugging Face", "https://router.huggingface.co/v1", [
      ["HF_TOKEN", "HUGGINGFACE_API_KEY"],
      "https://huggingface.co/docs/inference-providers",
    ]),
    listsItsOffer: true,
  },
  hosted("moonshotai", "Moonshot AI", "https://api.moonshot.ai/v1", [
    "MOONSHOT_API_KEY",
    "https://platform.moonshot.ai/docs/api/chat",
  ]),
  hosted("zai", "Z.AI", "https://api.z.ai/api/paas/v4", [
    ["ZAI_API_KEY", "ZHIPU_API_KEY"],
    "https://docs.z.ai/guides/overview/pricing",
  ]),
  hosted("deepinfra", "DeepInfra", "https://api.deepinfra.com/v1/openai", [
    ["DEEPINFRA_API_KEY", "DEEPINFRA_TOKEN"],
    "https://deepinfra.com/models",
  ]),
  local("ollama", "Ollama", 11434, ["ollama serve", "https://docs.ollama.com/openai"]),
  local("lmstudio", "LM Studio", 1234, [
    "lms server start",
    "https://lmstudio.ai/docs/app/api/endpoints/openai",
  ]),
  local("llamacpp", "llama.cpp", 8080, [
    "llama-server -m model.gguf --port 8080",
    "https://github.com/ggml-org/llama.cpp/tree/master/tools/server",
  ]),
  local("vllm", "vLLM", 8000, [
    "vllm serve <model>",
    "https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html",
  ]),
  { id: "demo", name: "Demo", kind: "demo", baseUrl: "demo:", keyVariables: [], docsUrl: null },
];
