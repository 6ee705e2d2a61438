import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { canPrepare, createDirectModel } from "@/lib/server/wire/create-direct-model";
import { createWireFetch, type WireFetchOptions } from "@/lib/server/wire/create-wire-fetch";
import type { WireExchange, WireProvider, WireTimeouts } from "@/lib/server/wire/exchange";
import { createMask } from "@/lib/server/wire/mask-secrets";
import type { CallableModel } from "@/lib/server/wire/stream-part";

export const testProvider: WireProvider = {
  id: "acme",
  name: "Acme",
  kind: "hosted",
  keyVariable: "ACME_API_KEY",
};

export const testTimeouts: WireTimeouts = {
  headersMs: 5000,
  firstTokenMs: 5000,
  idleMs: 5000,
  totalMs: 20_000,
};

export type TestModelOptions = Partial<Omit<WireFetchOptions, "onExchange">> & {
  baseUrl?: string;
  model?: string;
};

export type TestModels = {
  /** As `@ai-sdk/openai-compatible` reads the wire. */
  own: ReturnType<ReturnType<typeof createOpenAICompatible>["chatModel"]>;
  /** As the product reads it. */
  direct: CallableModel;
  /** The record of the one request that was made. */
  exchange: () => WireExchange;
};

/** The model of an upstream behind the wire, in both ways of reading it. */
export function createTestModels({
  baseUrl = "http://acme.test/v1",
  model = "m",
  ...options
}: TestModelOptions): TestModels {
  const exchanges: WireExchange[] = [];
  const wireFetch = createWireFetch({
    provider: testProvider,
    timeouts: testTimeouts,
    mask: createMask([]),
    mergeWindowMs: 0,
    ...options,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const apiKey = "acme-secret-key-1";
  const provider = createOpenAICompatible({
    name: "acme",
    baseURL: baseUrl,
    apiKey,
    fetch: wireFetch,
    includeUsage: true,
  });
  const own = provider.chatModel(model);
  if (!canPrepare(own)) throw new Error("The SDK's model cannot say what it would send.");
  const direct = createDirectModel({
    model: own,
    url: `${baseUrl}/chat/completions`,
    headers: { authorization: `Bearer ${apiKey}` },
    fetch: wireFetch,
  });
  return {
    own,
    direct,
    exchange: () => {
      const exchange = exchanges[0];
      if (exchange === undefined || exchanges.length !== 1)
        throw new Error(`expected one exchange, saw ${exchanges.length}`);
      return exchange;
    },
  };
}
