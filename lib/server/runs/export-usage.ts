import "server-only";
import { getDb } from "@/lib/server/db/get-db";

const columns = [
  "id",
  "started_at",
  "ended_at",
  "model",
  "source",
  "token_id",
  "token_name",
  "outcome",
  "error_code",
  "finish_reason",
  "input_tokens",
  "cached_input_tokens",
  "output_tokens",
  "reasoning_tokens",
  "usage_source",
  "cost_usd",
  "cost_status",
  "first_token_ms",
  "duration_ms",
] as const;
const ownColumns = columns.filter((name) => name !== "token_name").map((name) => `runs.${name}` as const);
const rowsAtOnce = 1_000;

/** Every run of the owner since then as CSV, a line each, oldest first; what is not known is empty, never 0. */
export function exportUsage({ owner, since }: { owner: string; since: number }): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  let after: { startedAt: number; id: string } | null = null;
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.encode(`${columns.join(",")}\r\n`)),
    pull: async (controller) => {
      const rows = await listAfter({ owner, since, after });
      const last = rows.at(-1);
      if (last === undefined) return controller.close();
      after = { startedAt: last.started_at, id: last.id };
      controller.enqueue(bytes.encode(rows.map(toLine).join("")));
    },
  });
}

async function listAfter({
  owner,
  since,
  after,
}: {
  owner: string;
  since: number;
  after: { startedAt: number; id: string } | null;
}) {
  const db = await getDb();
  let query = db
    .selectFrom("runs")
    .leftJoin("gateway_tokens", "gateway_tokens.id", "runs.token_id")
    .select(ownColumns)
    .select("gateway_tokens.name as token_name")
    .where("runs.owner", "=", owner)
    // The index leads to where the page begins; the condition below alone would read all before it again.
    .where("started_at", ">=", after?.startedAt ?? since);
  if (after !== null) {
    query = query.where((run) =>
      run.or([
        run("started_at", ">", after.startedAt),
        run.and([run("started_at", "=", after.startedAt), run("runs.id", ">", after.id)]),
      ]),
    );
  }
  return query.orderBy("started_at").orderBy("runs.id").limit(rowsAtOnce).execute();
}

type Row = Awaited<ReturnType<typeof listAfter>>[number];

function toLine(row: Row): string {
  const values = columns.map((name) => {
    if (name === "source") return row.source ?? "chat";
    const isTime = name === "started_at" || name === "ended_at";
    const value = row[name];
    return value === null ? "" : isTime ? new Date(Number(value)).toISOString() : String(value);
  });
  return `${values.map(quote).join(",")}\r\n`;
}

/** Quoted where CSV needs it; a cell that a spreadsheet would take for a formula is made a text. */
function quote(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
