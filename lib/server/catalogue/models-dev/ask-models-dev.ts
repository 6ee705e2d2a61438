import "server-only";
import { createHash } from "node:crypto";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { compareCatalogues } from "@/lib/catalogue/compare-catalogues";
import { getEnv } from "@/lib/server/env";
import { toDay } from "@/lib/to-day";
import type { ModelsDevCache } from "./cache-file";
import { fetchModelsDev } from "./fetch-models-dev";
import { type ParsedModelsDev, parseModelsDev } from "./parse-models-dev";

const mostChanges = 2_000;
/** Of the rows that went the latest are kept: a list that gives all its models new ids would grow with each refresh. */
const mostGone = 5_000;

/** A kept list and what was read from it. */
export type Held = { cache: ModelsDevCache; parsed: ParsedModelsDev };

/** Rows that models.dev had once: our own writing, see `askModelsDev`. */
export const listGone = (held: Held | null) => (held?.cache.gone ?? []) as unknown as CatalogueModel[];

/**
 * What is to be kept once models.dev was asked, or "same" when it has nothing newer than `held`.
 * @throws Error whose message is the end of a sentence
 */
export async function askModelsDev(held: Held | null): Promise<Held | "same"> {
  const fetched = await fetchModelsDev({ url: getEnv().CATALOGUE_URL, etag: held?.cache.etag ?? null });
  if (fetched.kind === "failed") throw new Error(fetched.why);
  if (fetched.kind === "unchanged") return "same";
  const hash = createHash("sha256").update(fetched.text).digest("hex");
  if (hash === held?.cache.hash) return "same";
  const checkedAt = Date.now();
  const date = toDay(checkedAt);
  const parsed = parseModelsDev(parseJson(fetched.text), date);
  refuseShrunken(parsed, held?.parsed ?? null);
  const refs = new Set(parsed.models.map(({ ref }) => ref));
  const before = held?.parsed.models ?? [];
  const gone = [...before, ...listGone(held)].filter(({ ref }) => !refs.has(ref));
  const changes = held === null ? [] : compareCatalogues(before, parsed.models, date);
  const cache: ModelsDevCache = {
    version: 1,
    checkedAt,
    date,
    etag: fetched.etag,
    hash,
    body: fetched.text,
    gone: [...new Map(gone.map((model) => [model.ref, model])).values()].slice(0, mostGone),
    changes: [...changes, ...(held?.cache.changes ?? [])].slice(0, mostChanges),
  };
  return { cache, parsed };
}

/** A kept list, read again. */
export function toHeld(cache: ModelsDevCache): Held {
  return { cache, parsed: parseModelsDev(parseJson(cache.body), cache.date) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("what it sent is cut short or damaged");
  }
}

/** A list that lost half of its models is more likely broken than true. */
function refuseShrunken(parsed: ParsedModelsDev, before: ParsedModelsDev | null): void {
  if (parsed.models.length === 0) throw new Error("it sent no models");
  if (before !== null && parsed.models.length < before.models.length / 2)
    throw new Error(
      `it sent only ${parsed.models.length} models, fewer than half of the ${before.models.length} that are known`,
    );
}
