import { createGenerator, type InitParameters } from "@/lib/haystack/meta-llama-generator";
import {
  type GeneratorResult,
  type GeneratorRun,
  runMetaLlamaGenerator,
} from "@/lib/haystack/run-meta-llama-generator";
import { createWireFetch } from "@/lib/server/wire/create-wire-fetch";
import { createMask } from "@/lib/server/wire/mask-secrets";
import { testTimeouts } from "./create-test-models";

export type EmulatedRun = Partial<Omit<GeneratorRun, "generator">> & {
  init?: Partial<InitParameters>;
  prompt?: string;
};

/** Runs Haystack's generator over the product's own wire against a service that is one of the Llama API. */
export function runGenerator(
  service: { baseUrl: string; key: string },
  { init = {}, prompt = "What's the capital of France", ...run }: EmulatedRun = {},
): Promise<GeneratorResult> {
  const wireFetch = createWireFetch({
    provider: { id: "llama", name: "Llama API", kind: "hosted", keyVariable: "LLAMA_API_KEY" },
    timeouts: testTimeouts,
    mask: createMask([service.key]),
    mergeWindowMs: 0,
    choices: "all",
    onExchange: () => {},
  });
  return runMetaLlamaGenerator({
    generator: createGenerator({ api_base_url: service.baseUrl, ...init }),
    messages: [{ role: "user", text: prompt }],
    key: service.key,
    fetch: wireFetch,
    ...run,
  });
}
