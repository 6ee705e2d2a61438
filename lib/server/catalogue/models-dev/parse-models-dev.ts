import "server-only";
import { z } from "zod";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { translateRow } from "./translate-row";

/** A provider as models.dev lists it. Its address and variable are only shown: nothing is ever sent by them. */
export type ListedProvider = {
  id: string;
  name: string;
  /** The environment variable its clients read a key from; null when none is named. */
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

/** Stands in an address for what is its user's own: `https://${ACCOUNT}.example.com`. */
const placeholder = /\$\{[A-Z][A-Z0-9_]*\}/g;

/** As it is written, where it is one: an address of ours would escape its placeholders. */
function toWebAddress(text: string): string | null {
  const filled = text.replace(placeholder, "x");
  const url = URL.parse(filled);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "") return null;
  return filled === text ? url.href : text;
}

const webAddress = z
  .string()
  .max(500)
  .optional()
  .catch(undefined)
  .transform((text) => (text === undefined ? null : toWebAddress(text)));

const providerSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i),
  name: z.string().min(1).max(100),
  env: z.array(z.string()).optional().catch(undefined),
  api: webAddress,
  doc: webAddress,
  models: z.record(z.string(), z.unknown()),
});

const variableName = /^[A-Z][A-Z0-9_]{1,63}$/;
const namesKey = /(?:API_?KEY|TOKEN|PAT)(?:_|$)/;

/** Of several variables most say where an account is, and only one is the key. */
function chooseKeyVariable(names: readonly string[]): string | null {
  const known = names.filter((name) => variableName.test(name));
  return known.find((name) => namesKey.test(name)) ?? (known.length === 1 ? (known[0] ?? null) : null);
}

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
    parsed.providers.push({
      id,
      name: provider.name,
      keyVariable: chooseKeyVariable(provider.env ?? []),
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
