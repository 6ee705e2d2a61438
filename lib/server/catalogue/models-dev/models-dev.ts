import "server-only";
import { createHash } from "node:crypto";
import type { CatalogueFreshness, CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { type CatalogueChange, compareCatalogues } from "@/lib/catalogue/compare-catalogues";
import { getEnv } from "@/lib/server/env";
import { getLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";
import { type ModelsDevCache, readCacheFile, writeCacheFile } from "./cache-file";
import { fetchModelsDev } from "./fetch-models-dev";
import { type ParsedModelsDev, parseModelsDev } from "./parse-models-dev";

/** A list older than this is asked for again. */
const freshForMs = 6 * 3_600_000;
const lookEveryMs = 10 * 60_000;
const mostChanges = 2_000;

type Held = { cache: ModelsDevCache; parsed: ParsedModelsDev };

type State = {
  held: Held | null;
  problem: string | null;
  refreshing: Promise<void> | null;
  /** Epoch ms of the last attempt, whatever became of it. */
  triedAt: number;
  revision: number;
};

const state = () =>
  singleton<State>("models-dev", () => ({
    held: null,
    problem: null,
    refreshing: null,
    triedAt: 0,
    revision: 0,
  }));

export type KnownOfModelsDev = {
  parsed: ParsedModelsDev | null;
  /** Day the list is from; null when there is none. */
  date: string | null;
  gone: CatalogueModel[];
};

/** What is known of models.dev now, from memory. */
export function getModelsDev(): KnownOfModelsDev {
  const { held } = state();
  // Our own writing, see `keep`.
  const gone = (held?.cache.gone ?? []) as unknown as CatalogueModel[];
  return { parsed: held?.parsed ?? null, date: held?.cache.date ?? null, gone };
}

export const getModelsDevRevision = (): number => state().revision;

/** What came, went and changed in price, newest first. */
export const listCatalogueChanges = (): CatalogueChange[] => state().held?.cache.changes ?? [];

export function getFreshness(): CatalogueFreshness {
  const { held, problem, refreshing } = state();
  return {
    checkedAt: held === null ? null : new Date(held.cache.checkedAt).toISOString(),
    models: held?.parsed.models.length ?? null,
    skippedRows: held?.parsed.skippedRows ?? 0,
    problem,
    isRefreshing: refreshing !== null,
    isOff: getEnv().CATALOGUE_REFRESH === "off",
  };
}

/** Takes up what the last refresh kept, then refreshes whenever that is old; never waited for. */
export async function startModelsDev(): Promise<void> {
  const cache = await readCacheFile(getEnv().CATALOGUE_PATH);
  if (cache !== null) hold(cache);
  if (getEnv().CATALOGUE_REFRESH === "off") return;
  const look = () => {
    const { held, triedAt } = state();
    const last = Math.max(held?.cache.checkedAt ?? 0, triedAt);
    if (Date.now() - last > freshForMs) void refreshModelsDev();
  };
  look();
  setInterval(look, lookEveryMs).unref();
}

/** Asks models.dev now, once however many want it. What is known stays when that fails. */
export function refreshModelsDev(): Promise<void> {
  const known = state();
  if (known.refreshing === null) {
    known.revision += 1;
    known.refreshing = refresh()
      .catch((error: unknown) => {
        getLog().warn({ err: error }, "models.dev could not be refreshed");
        known.problem = error instanceof Error ? error.message : "it could not be read";
      })
      .finally(() => {
        known.refreshing = null;
        known.triedAt = Date.now();
        known.revision += 1;
      });
  }
  return known.refreshing;
}

async function refresh(): Promise<void> {
  const known = state();
  const held = known.held;
  const fetched = await fetchModelsDev({ url: getEnv().CATALOGUE_URL, etag: held?.cache.etag ?? null });
  if (fetched.kind === "failed") {
    known.problem = fetched.why;
    return;
  }
  const now = Date.now();
  const hash = fetched.kind === "body" ? createHash("sha256").update(fetched.text).digest("hex") : null;
  if (held !== null && (hash === null || hash === held.cache.hash)) {
    await keep({ ...held.cache, checkedAt: now });
    return;
  }
  if (fetched.kind === "unchanged" || hash === null) return;
  const date = new Date(now).toISOString().slice(0, 10);
  const parsed = parseModelsDev(parseJson(fetched.text), date);
  refuseShrunken(parsed, held?.parsed ?? null);
  const refs = new Set(parsed.models.map(({ ref }) => ref));
  const before = held?.parsed.models ?? [];
  const gone = [...before, ...getModelsDev().gone].filter(({ ref }) => !refs.has(ref));
  const changes = held === null ? [] : compareCatalogues(before, parsed.models, date);
  await keep({
    version: 1,
    checkedAt: now,
    date,
    etag: fetched.etag,
    hash,
    body: fetched.text,
    gone: [...new Map(gone.map((model) => [model.ref, model])).values()],
    changes: [...changes, ...(held?.cache.changes ?? [])].slice(0, mostChanges),
  });
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

async function keep(cache: ModelsDevCache): Promise<void> {
  hold(cache);
  await writeCacheFile(getEnv().CATALOGUE_PATH, cache);
}

function hold(cache: ModelsDevCache): void {
  const known = state();
  const isSame = known.held?.cache.hash === cache.hash;
  const parsed =
    isSame && known.held !== null ? known.held.parsed : parseModelsDev(parseJson(cache.body), cache.date);
  known.held = { cache, parsed };
  known.problem = null;
  known.revision += 1;
}
