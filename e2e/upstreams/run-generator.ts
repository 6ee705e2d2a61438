import { createGenerator, type InitParameters } from "@/lib/haystack/meta-llama-generator";
import {
  type GeneratorResult,
  type GeneratorRun,
  runMetaLlamaGenerator,
} from "@/lib/haystack/run-meta-llama-generator";
import { createWireFetch } from "@/lib/server/wire/create-wire-fetch";
import { testTimeouts } from "./create-test-models";
import type { LlamaEmulator } from "./llama-emulator";

export type EmulatedRun = Partial<Omit<GeneratorRun, "generator">> & {
  init?: Partial<InitParameters>;
  prompt?: string;
};

/** Runs Haystack's generator over the product's own wire against the emulated Llama API. */
export function runGenerator(
  emulator: LlamaEmulator,
  { init = {}, prompt = "What's the capital of France", ...run }: EmulatedRun = {},
): Promise<GeneratorResult> {
  const wireFetch = createWireFetch({
    provider: { id: "llama", name: "Llama API", kind: "hosted", keyVariable: "LLAMA_API_KEY" },
    timeouts: testTimeouts,
    secrets: [emulator.settings.key],
    mergeWindowMs: 0,
    choices: "all",
    onExchange: () => {},
  });
  return runMetaLlamaGenerator({
    generator: createGenerator({ api_base_url: `${emulator.baseUrl}/`, ...init }),
    messages: [{ role: "user", text: prompt }],
    key: emulator.settings.key,
    fetch: wireFetch,
    ...run,
  });
}
