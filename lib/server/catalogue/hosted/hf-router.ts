import "server-only";
import { z } from "zod";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel, Stated } from "@/lib/catalogue/catalogue-model";
import { toPriceState } from "@/lib/catalogue/to-price-state";
import { formatPrice } from "@/lib/money/format-usd";
import { type ListingOrigin, listEntries } from "@/lib/server/catalogue/listing";

const price = z.number().min(0);

const hostSchema = z.object({
  status: z.string().optional().catch(undefined),
  context_length: z.number().int().positive().optional().catch(undefined),
  pricing: z.object({ input: price, output: price }).optional().catch(undefined),
  supports_tools: z.boolean().optional().catch(undefined),
  supports_structured_output: z.boolean().optional().catch(undefined),
});

type Host = z.infer<typeof hostSchema>;

const entrySchema = z.object({
  id: z.string().min(1).max(300),
  architecture: z
    .object({ input_modalities: z.array(z.string()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  providers: z.array(z.unknown()).optional().catch(undefined),
});

/** What all hosts agree on; null when they differ or one does not say: the router chooses among them. */
function toAgreed<Value>(values: (Value | undefined)[]): Value | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

const toPrices = (hosts: Host[]): CatalogueModel["prices"] => ({
  inputUsdPerMTok: toAgreed(hosts.map(({ pricing }) => pricing?.input)),
  outputUsdPerMTok: toAgreed(hosts.map(({ pricing }) => pricing?.output)),
  cachedInputUsdPerMTok: null,
});

function describeRange(hosts: Host[]): string | undefined {
  const prices = hosts.flatMap(({ pricing }) => pricing ?? []);
  const range = (values: number[]) =>
    `${formatPrice(Math.min(...values))} to ${formatPrice(Math.max(...values))}`;
  const [inputs, outputs] = [prices.map(({ input }) => input), prices.map(({ output }) => output)];
  if (new Set(inputs).size <= 1 && new Set(outputs).size <= 1) return undefined;
  return `The price depends on the host that the router chooses: ${range(inputs)} for input, ${range(outputs)} for output, per 1M tokens.`;
}

function translate(hosts: Host[], base: CatalogueModel): CatalogueModel {
  const agreed = (values: (boolean | undefined)[]): Stated => toAgreed(values);
  const contexts = hosts.flatMap(({ context_length }) => context_length ?? []);
  const prices = toPrices(hosts);
  const priceVaries = describeRange(hosts);
  return {
    ...base,
    // The shortest: what fits everywhere.
    contextTokens: contexts.length > 0 ? Math.min(...contexts) : null,
    toolUse: agreed(hosts.map(({ supports_tools }) => supports_tools)),
    structuredOutput: agreed(hosts.map(({ supports_structured_output }) => supports_structured_output)),
    prices,
    priceState: toPriceState({ prices, kind: "hosted" }),
    ...(priceVaries === undefined ? {} : { priceVaries }),
  };
}

/** The models in the list of Hugging Face's router. Its prices are USD per 1M tokens, per host. */
export function parseHfRouter(origin: ListingOrigin, listing: unknown): CatalogueModel[] {
  return listEntries(listing)
    .flatMap((entry) => entrySchema.safeParse(entry).data ?? [])
    .map(({ id, architecture, providers = [] }) => {
      const hosts = providers
        .flatMap((host) => hostSchema.safeParse(host).data ?? [])
        .filter(({ status }) => status === undefined || status === "live");
      const base = blankModel({ ...origin, id, source: "live" });
      const imageInput = architecture?.input_modalities?.includes("image") ?? null;
      return { ...translate(hosts, base), imageInput };
    });
}
