import { sql } from "kysely";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startPostgres, type TestPostgres } from "@/e2e/databases/start-postgres";
import { getDb } from "@/lib/server/db/get-db";
import { isPostgresTested } from "@/scripts/locate-postgres.mjs";
import { askForAll } from "./ask-for-all";
import { type Answered, readListContent } from "./list-store";

let postgres: TestPostgres | null = null;

beforeAll(async () => {
  if (!isPostgresTested()) return;
  postgres = await startPostgres();
  vi.stubEnv("DATABASE_URL", await postgres.createDatabase());
  vi.stubEnv("SWITCHYARD_LOG_LEVEL", "silent");
}, 60_000);

afterAll(async () => {
  if (postgres === null) return;
  await (await getDb()).destroy();
  await postgres.stop();
});

const hourMs = 3_600_000;
const content = async (name: string) => readListContent(await getDb(), name);

/** Asks that count themselves and take a moment, as if each were of an instance of its own. */
function countedAsk(answered: Answered) {
  const ask = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return answered;
  });
  return ask;
}

it.skipIf(!isPostgresTested())(
  "of many who want a list at once one asks, and all get its answer",
  async () => {
    const ask = countedAsk({ kind: "content", content: "[1]" });
    // On a busy machine one of them comes when another has its answer already: with 0 it would rightly ask again.
    const wanted = Array.from({ length: 6 }, () => askForAll({ name: "a", freshForMs: hourMs, ask }));
    const lists = await Promise.all(wanted);
    expect(ask).toHaveBeenCalledOnce();
    expect(new Set(lists.map((list) => JSON.stringify(list))).size).toBe(1);
    expect(lists[0]).toMatchObject({ problem: null, contentAt: lists[0]?.checkedAt });
    expect(await content("a")).toBe("[1]");
  },
);

it.skipIf(!isPostgresTested())(
  "a failure counts as asked, leaves the last list standing and is told to all; the same list again is fresh",
  async () => {
    const name = "b";
    const first = await askForAll({
      name,
      freshForMs: 0,
      ask: countedAsk({ kind: "content", content: "[1]" }),
    });
    const failed = countedAsk({ kind: "failed", why: "it hung up" });
    expect(await askForAll({ name, freshForMs: 0, ask: failed })).toMatchObject({
      problem: "it hung up",
      checkedAt: first.checkedAt,
    });
    const unneeded = countedAsk({ kind: "same" });
    expect(await askForAll({ name, freshForMs: hourMs, ask: unneeded })).toMatchObject({
      problem: "it hung up",
    });
    expect(unneeded).not.toHaveBeenCalled();
    const again = await askForAll({ name, freshForMs: 0, ask: countedAsk({ kind: "same" }) });
    expect(again).toMatchObject({ problem: null, contentAt: first.contentAt });
    expect(again.checkedAt).toBeGreaterThan(first.checkedAt ?? 0);
    expect(await content(name)).toBe("[1]");
  },
);

it.skipIf(!isPostgresTested())("who died while asking is waited for only until its lease ends", async () => {
  const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  const row = { name: "c", holder: "the dead one", lease_until: sql<number>`${now} + 1000` };
  await (await getDb()).insertInto("fetched_lists").values(row).execute();
  const startedAt = performance.now();
  const ask = countedAsk({ kind: "content", content: "[2]" });
  await Promise.all([1, 2].map(() => askForAll({ name: "c", freshForMs: hourMs, ask })));
  expect(performance.now() - startedAt).toBeGreaterThan(900);
  expect(ask).toHaveBeenCalledOnce();
  expect(await content("c")).toBe("[2]");
});
