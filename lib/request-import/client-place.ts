import { builtInProviders } from "@/lib/providers/built-in-providers";

/** Clients of other packages that are called as openai's is, by the built-in provider that they send to by themselves. */
const providerByClass: Readonly<Record<string, string>> = {
  OpenAI: "openai",
  Groq: "groq",
  Together: "together",
  Cerebras: "cerebras",
  Fireworks: "fireworks",
  LlamaAPIClient: "llama",
  InferenceClient: "huggingface",
};

/** Names of classes with openai's calls, in Python and JavaScript, whatever module they stand behind. */
export const clientClass =
  /(?:^|\.)(?:Async)?(?:(?:Azure)?OpenAI|Groq|Together|Cerebras|Fireworks|LlamaAPIClient|InferenceClient)$/;

/** Where a client of this class sends to by itself; null when that is not known. */
export function findClientPlace(className: string): string | null {
  const own = className.replace(/^Async/, "");
  const id = Object.hasOwn(providerByClass, own) ? providerByClass[own] : undefined;
  return builtInProviders.find((provider) => provider.id === id)?.baseUrl ?? null;
}
