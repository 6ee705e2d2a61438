import "server-only";
import { z } from "zod";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { translateRow } from "./translate-row";

/** A provider as models.dev lists it. Its address and variable are only shown: nothing is ever sent by them. */
export type ListedProvider = {
  id: string;
  name: string;
  /** The first environment variable its clients read a key from; null when none is named. */
  keyVariable: string | null;
  baseUrl: string | null;
  docsUrl: string | null;
};

export type ParsedModelsDev = {
  providers: ListedProvider[];
  models: CatalogueModel[];
  /** Rows and providers that could not be read. */
  skippedRows: number;
};

const webAddress = z
  .string()
  .max(500)
  .optional()
  .catch(undefined)
  .transform((text) => {
    const url = text === undefined ? null : URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.username === "" ? url.href : null;
  });

const providerSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i),
  name: z.string().min(1).max(100),
  env: z.array(z.string()).optional().catch(undefined),
  api: webAddress,
  doc: webAddress,
  models: z.record(z.string(), z.unknown()),
});

const variableName = /^[A-Z][A-Z0-9_]{1,63}$/;

/** Ids under which models.dev lists providers that have another id here. */
const knownAs: Record<string, string> = { togetherai: "together", "fireworks-ai": "fireworks" };

/**
 * The text models and providers in the text of models.dev's `api.json`, row by row: what cannot be read is left out and
 * counted. `date` is the day it was fetched.
 * @throws Error when it is no such file at all
 */
export function parseModelsDev(body: unknown, date: string): ParsedModelsDev {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new Error("it is not an object of providers");
  const parsed: ParsedModelsDev = { providers: [], models: [], skippedRows: 0 };
  for (const [key, raw] of Object.entries(body)) {
    const provider = providerSchema.safeParse(raw).data;
    if (provider === undefined || provider.id !== key) {
      parsed.skippedRows += 1;
      continue;
    }
    const id = knownAs[provider.id] ?? provider.id;
    const [keyVariable] = (provider.env ?? []).filter((name) => variableName.test(name));
    parsed.providers.push({
      id,
      name: provider.name,
      keyVariable: keyVariable ?? null,
      baseUrl: provider.api,
      docsUrl: provider.doc,
    });
    for (const row of Object.values(provider.models)) {
      const model = translateRow(row, { providerId: id, source: "models.dev", sourceDate: date });
      if (model === null) parsed.skippedRows += 1;
      else if (model !== "other") parsed.models.push(model);
    }
  }
  return parsed;
}
