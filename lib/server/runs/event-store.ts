import "server-only";
import { type Kysely, sql } from "kysely";
import { kindOf } from "@/lib/server/db/database-kind";
import { notify } from "@/lib/server/db/notices";
import type { Database } from "@/lib/server/db/schema";
import type { AnswerChunk } from "@/lib/turns/turn-event";

/** Consecutive chunks of one run, each as JSON text; `seq` is the number of the last. */
export type EncodedChunks = { runId: string; seq: number; chunks: string[] };

/** Statements are cut at this many characters: what is larger outlives the collector's first look. */
const maxStatementCharacters = 1_000_000;

/** Adds rows to the log, one per run and flush, and wakes who reads them at other instances. */
export async function saveChunks(db: Kysely<Database>, rows: EncodedChunks[]): Promise<void> {
  if (rows.length === 0) return;
  for (const statement of toStatements(rows)) await insertRows(db, statement);
  await notify(db, { kind: "events", runIds: rows.map(({ runId }) => runId) });
}

function toStatements(rows: EncodedChunks[]): EncodedChunks[][] {
  const statements: EncodedChunks[][] = [];
  let room = 0;
  for (const row of rows) {
    const length = row.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (length > room) {
      statements.push([]);
      room = maxStatementCharacters;
    }
    statements.at(-1)?.push(row);
    room -= length;
  }
  return statements;
}

async function insertRows(db: Kysely<Database>, rows: EncodedChunks[]): Promise<void> {
  const toData = kindOf(db) === "sqlite" ? encodeOnce : encodeAsText;
  // Joined once: a text of parts that are texts of parts is copied once more by whoever reads it.
  const values = rows.flatMap(({ runId, seq, chunks }, index) => [
    index === 0 ? "" : ",",
    `["${runId}",${seq},`,
    ...toData(chunks),
    "]",
  ]);
  const parameter = ["[", ...values, "]"].join("");
  // One parameter for all rows: a text of its own per number of rows would have to be written and prepared each time. What
  // stands in the log already was told to readers and stays: an instance that was taken to be dead may come back.
  const given =
    kindOf(db) === "sqlite"
      ? sql`select value ->> 0, value ->> 1, value ->> 2 from json_each(${parameter}) where true`
      : sql`select value ->> 0, (value ->> 1)::integer, value ->> 2 from json_array_elements(${parameter}::json)`;
  await sql`insert into run_events (run_id, seq, data) ${given} on conflict do nothing`.execute(db);
}

/** A text: whatever is in it, how deep that is and how it is escaped is nothing a database reads. */
const encodeAsText = (chunks: string[]) => [JSON.stringify(`[${chunks.join(",")}]`)];

const deltas = ["text-delta", "reasoning-delta", "tool-input-delta"].map((type) => `{"type":"${type}"`);

/** Nothing but deltas, which is nearly all of a log, can stand as it is: SQLite gives back the text it was. */
function encodeOnce(chunks: string[]): string[] {
  const isPlain = chunks.every((chunk) => deltas.some((start) => chunk.startsWith(start)));
  if (!isPlain) return encodeAsText(chunks);
  return ["[", ...chunks.flatMap((chunk, index) => (index === 0 ? [chunk] : [",", chunk])), "]"];
}

/** The chunks of a run after number `after`, in order, at most `maxRows` flushes of them. */
export async function listChunks(
  db: Kysely<Database>,
  { runId, after, maxRows = 200 }: { runId: string; after: number; maxRows?: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom("run_events")
    .select(["seq", "data"])
    .where("run_id", "=", runId)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(maxRows)
    .execute();
  let position = after;
  return rows.flatMap(({ seq, data }) => {
    // Our own writing: an array of chunks, see `saveChunks`.
    const chunks = JSON.parse(data) as unknown[];
    // A flush that was stored without its writer hearing of it is written again with what came since: rows may overlap.
    const known = Math.max(0, position - (seq - chunks.length));
    position = seq;
    return chunks.slice(known).map((chunk) => JSON.stringify(chunk));
  });
}

/** All chunks that a run has logged. */
export async function readLog(db: Kysely<Database>, runId: string): Promise<AnswerChunk[]> {
  const chunks: AnswerChunk[] = [];
  for (;;) {
    const next = await listChunks(db, { runId, after: chunks.length });
    if (next.length === 0) return chunks;
    // Our own writing, see `saveChunks`.
    chunks.push(...next.map((chunk) => JSON.parse(chunk) as AnswerChunk));
  }
}

/** True for the chunk that ends a run's log. */
export function isLastChunk(encoded: string): boolean {
  return encoded.startsWith('{"type":"finish"');
}

/** True when a run's log is complete up to its end and has nothing after chunk number `after`. */
export async function isLogEnd(
  db: Kysely<Database>,
  { runId, after }: { runId: string; after: number },
): Promise<boolean> {
  const [last] = after === 0 ? [] : await listChunks(db, { runId, after: after - 1, maxRows: 1 });
  return last !== undefined && isLastChunk(last);
}

/** Removes the logs of runs that ended before `endedBefore`: their messages have everything. */
export async function sweepChunks(db: Kysely<Database>, endedBefore: number): Promise<void> {
  await db
    .deleteFrom("run_events")
    .where("run_id", "in", (runs) => runs.selectFrom("runs").select("id").where("ended_at", "<", endedBefore))
    .execute();
}

/** True when something of a run's log is still there. */
export async function hasChunks(db: Kysely<Database>, runId: string): Promise<boolean> {
  const row = await db
    .selectFrom("run_events")
    .select("seq")
    .where("run_id", "=", runId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
