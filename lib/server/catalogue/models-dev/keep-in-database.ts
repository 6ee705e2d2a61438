import "server-only";
import { askForAll } from "@/lib/server/catalogue/ask-for-all";
import {
  type Answered,
  type FetchedList,
  readList,
  readListContent,
} from "@/lib/server/catalogue/list-store";
import { getDb } from "@/lib/server/db/get-db";
import { askModelsDev, type Held, toHeld } from "./ask-models-dev";
import { parseCache } from "./cache-file";
import { type Keeper, type Kept, toWhy } from "./kept";

/** The list's name among all that instances fetch for each other. */
export const sharedName = "models.dev";

/** Instances that share a PostgreSQL keep the list there: one of them asks, the others read what it found. */
export const keepInDatabase: Keeper = {
  read: async (known) => {
    const list = await readList(await getDb(), sharedName);
    return list === null ? known : takeUp(known, list);
  },
  refresh: async (known, freshForMs) => {
    let latest = known;
    const list = await askForAll({
      name: sharedName,
      freshForMs,
      ask: async (): Promise<Answered> => {
        try {
          latest = await keepInDatabase.read(known);
          const asked = await askModelsDev(latest.held);
          if (asked === "same") return { kind: "same" };
          latest = { ...latest, held: asked };
          return { kind: "content", content: JSON.stringify(asked.cache) };
        } catch (error) {
          return { kind: "failed", why: toWhy(error) };
        }
      },
    });
    return takeUp(latest, list);
  },
};

async function takeUp(known: Kept, list: FetchedList): Promise<Kept> {
  const { contentAt, problem } = list;
  const askedAt = list.askedAt ?? 0;
  const isNews = contentAt !== known.contentAt;
  if (!isNews && askedAt === known.askedAt && problem === known.problem) return known;
  const held = isNews ? await readHeld(known.held) : known.held;
  const checkedAt = list.checkedAt ?? askedAt;
  return {
    held: held && { ...held, cache: { ...held.cache, checkedAt } },
    contentAt,
    askedAt,
    problem,
  };
}

/** What stands in the database; what was read from the same list already is not read again. */
async function readHeld(known: Held | null): Promise<Held | null> {
  const content = await readListContent(await getDb(), sharedName);
  if (content === null) return null;
  const cache = parseCache(content);
  return known?.cache.hash === cache.hash ? { cache, parsed: known.parsed } : toHeld(cache);
}
