import "server-only";
import type { CatalogueFreshness, CatalogueModel } from "@/lib/catalogue/catalogue-model";
import type { CatalogueChange } from "@/lib/catalogue/compare-catalogues";
import { getDatabaseKind } from "@/lib/server/db/database-kind";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { onNotice } from "@/lib/server/db/notices";
import { getEnv } from "@/lib/server/env";
import { getLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";
import { listGone } from "./ask-models-dev";
import { keepInDatabase, sharedName } from "./keep-in-database";
import { keepInFile } from "./keep-in-file";
import { type Kept, toWhy } from "./kept";
import type { ParsedModelsDev } from "./parse-models-dev";

/** A list older than this is asked for again. */
const freshForMs = 6 * 3_600_000;
/** After a failure one asks again after this: a network that comes up a moment later is not to be missed for hours. */
const retryAfterMs = 10 * 60_000;
const lookEveryMs = 60_000;

type State = {
  kept: Kept;
  refreshing: Promise<void> | null;
  /** What is being read or asked: one after another. */
  working: Promise<void>;
  revision: number;
};

const state = () =>
  singleton<State>("models-dev", () => ({
    kept: { held: null, contentAt: null, askedAt: 0, problem: null },
    refreshing: null,
    working: Promise.resolve(),
    revision: 0,
  }));

const getKeeper = () => (getDatabaseKind() === "postgres" ? keepInDatabase : keepInFile);

export type KnownOfModelsDev = {
  parsed: ParsedModelsDev | null;
  /** Day the list is from; null when there is none. */
  date: string | null;
  gone: CatalogueModel[];
};

/** What is known of models.dev now, from memory. */
export function getModelsDev(): KnownOfModelsDev {
  const { held } = state().kept;
  return { parsed: held?.parsed ?? null, date: held?.cache.date ?? null, gone: listGone(held) };
}

export const getModelsDevRevision = (): number => state().revision;

/** What came, went and changed in price, newest first. */
export const listCatalogueChanges = (): CatalogueChange[] => state().kept.held?.cache.changes ?? [];

export function getFreshness(): CatalogueFreshness {
  const { kept, refreshing } = state();
  const { held, problem } = kept;
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
  await takeUp();
  onNotice((notice) => {
    if (notice.kind === "list" && notice.name === sharedName) void takeUp();
  });
  const look = async () => {
    await takeUp();
    const { askedAt, problem } = state().kept;
    const notWithinMs = problem === null ? freshForMs : retryAfterMs;
    const isOld = Date.now() - askedAt > notWithinMs;
    if (isOld && getEnv().CATALOGUE_REFRESH === "on") await refresh(notWithinMs);
  };
  void look();
  setInterval(look, lookEveryMs).unref();
}

/** Asks models.dev now, once however many want it, here and at other instances. What is known stays when that fails. */
export const refreshModelsDev = (): Promise<void> => refresh(0);

/** What another instance fetched, or this process before it was started again. */
const takeUp = () => change((known) => getKeeper().read(known));

function refresh(notWithinMs: number): Promise<void> {
  const known = state();
  if (known.refreshing === null) {
    known.revision += 1;
    known.refreshing = change((kept) => getKeeper().refresh(kept, notWithinMs)).finally(() => {
      known.refreshing = null;
      known.revision += 1;
    });
  }
  return known.refreshing;
}

/** Replaces what is known by what `work` makes of it. Never throws. */
function change(work: (known: Kept) => Promise<Kept>): Promise<void> {
  const known = state();
  known.working = known.working.then(async () => {
    try {
      const kept = await work(known.kept);
      if (kept === known.kept) return;
      known.kept = kept;
    } catch (error) {
      getLog().warn({ err: error }, "the list of models.dev could not be read or kept");
      known.kept = { ...known.kept, problem: explainDbFailure(error) ?? toWhy(error) };
    }
    known.revision += 1;
  });
  return known.working;
}
