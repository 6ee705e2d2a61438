import "server-only";
import { getEnv } from "@/lib/server/env";
import { askModelsDev, type Held, toHeld } from "./ask-models-dev";
import { readCacheFile, writeCacheFile } from "./cache-file";
import { type Keeper, toWhy } from "./kept";

/** One process keeps the list in a file of its own. */
export const keepInFile: Keeper = {
  read: async (known) => {
    if (known.held !== null) return known;
    const cache = await readCacheFile(getEnv().CATALOGUE_PATH);
    if (cache === null) return known;
    return { held: toHeld(cache), contentAt: null, askedAt: cache.checkedAt, problem: null };
  },
  refresh: async (known) => {
    let { held } = known;
    let problem: string | null = null;
    try {
      const asked = await askModelsDev(held);
      held = asked === "same" ? toChecked(held) : asked;
      if (held !== null) await writeCacheFile(getEnv().CATALOGUE_PATH, held.cache);
    } catch (error) {
      problem = toWhy(error);
    }
    return { held, contentAt: null, askedAt: Date.now(), problem };
  },
};

function toChecked(held: Held | null): Held | null {
  return held && { ...held, cache: { ...held.cache, checkedAt: Date.now() } };
}
