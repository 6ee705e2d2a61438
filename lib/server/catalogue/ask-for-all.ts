import "server-only";
import { createId } from "@/lib/id";
import { getDb } from "@/lib/server/db/get-db";
import { type Answered, type FetchedList, readClock, readList, saveAnswered, takeLease } from "./list-store";

/** How often one looks whether the instance that asks has its answer. */
const lookEveryMs = 250;

type Question = {
  name: string;
  /** Nobody asks when somebody did within this time; with 0, somebody asks after now. */
  freshForMs: number;
  /** Asks, in the one instance that may. Never throws. */
  ask: () => Promise<Answered>;
};

/**
 * Has a list asked for by one of the instances that share a PostgreSQL, and waits for its answer; when that instance
 * dies, the next one asks.
 */
export async function askForAll({ name, freshForMs, ask }: Question): Promise<FetchedList> {
  const db = await getDb();
  const dueBefore = (await readClock(db)) - freshForMs;
  const holder = createId();
  for (;;) {
    const list = await readList(db, name);
    if (list !== null && (list.askedAt ?? 0) >= dueBefore) return list;
    if (await takeLease(db, { name, holder, dueBefore })) {
      await saveAnswered(db, { name, holder, answered: await ask() });
    } else {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}
