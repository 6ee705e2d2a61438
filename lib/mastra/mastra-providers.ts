import { type BuiltInProvider, builtInProviders } from "@/lib/providers/built-in-providers";

/** Where Mastra's router has another name for a provider than we have. */
const ownIds: Readonly<Record<string, string>> = { togetherai: "together", "fireworks-ai": "fireworks" };

/** Built-in providers that Mastra's router does not know: their models need an address there. */
const unknownToMastra = new Set(["meta", "ollama", "llamacpp", "vllm", "demo"]);

/** The built-in provider of an id of ours or of Mastra's; null when there is none. */
export function findProvider(id: string): BuiltInProvider | null {
  const own = Object.hasOwn(ownIds, id) ? ownIds[id] : id;
  return builtInProviders.find((provider) => provider.id === own) ?? null;
}

/** The provider's id in Mastra's router; null when that does not know it. */
export function toMastraId(id: string): string | null {
  if (findProvider(id) === null || unknownToMastra.has(id)) return null;
  return Object.entries(ownIds).find(([, own]) => own === id)?.[0] ?? id;
}
