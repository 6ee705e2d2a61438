import "server-only";
import type { Kysely } from "kysely";
import { AppError } from "@/lib/app-error";
import { shortenBase64 } from "@/lib/runs/shorten-base64";
import type { ShownExchange, TurnExchanges } from "@/lib/runs/shown-exchange";
import { getDbOf } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { toWholeCharacter } from "@/lib/to-whole-character";
import type { LiveRun } from "./live-run";
import { listTurnRuns } from "./run-store";

/** Beyond this a body is cut: it is kept to be looked at, and a chat holds its history itself. */
const mostBodyCharacters = 200_000;
const mostExchanges = 12;

function cut(text: string): string {
  if (text.length <= mostBodyCharacters) return text;
  const end = toWholeCharacter(text, mostBodyCharacters);
  return `${text.slice(0, end)}\n[${text.length - end} more characters]`;
}

function toShown(exchange: WireExchange): ShownExchange {
  const { startedAt, headersAt, firstTokenAt, endedAt, waitedMs, isStream } = exchange;
  const since = (at: number | null) => (at === null ? null : at - startedAt);
  return {
    url: exchange.url,
    requestHeaders: exchange.requestHeaders,
    requestBody: cut(shortenBase64(exchange.requestBody)),
    status: exchange.status,
    responseHeaders: exchange.responseHeaders,
    responseText: exchange.responseText,
    headersMs: since(headersAt),
    firstTokenMs: isStream ? since(firstTokenAt) : null,
    totalMs: since(endedAt),
    waitedMs,
  };
}

/** Keeps what a run sent and heard, as it is shown. */
export async function saveExchanges(
  db: Kysely<Database>,
  { id, exchanges, attempts }: LiveRun,
): Promise<void> {
  if (exchanges.length === 0) return;
  const attempted = new Map(attempts.map(({ exchange, model }) => [exchange, model.ref]));
  const shown = exchanges.slice(-mostExchanges).map((exchange) => {
    const attempt = attempted.get(exchange);
    return { ...(attempt === undefined ? {} : { attempt }), ...toShown(exchange) };
  });
  const exchanges_json = JSON.stringify(shown);
  await db
    .insertInto("run_exchanges")
    .values({ run_id: id, exchanges_json })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * What a turn's runs sent and heard, in the turn's order.
 * @throws AppError `not_found`
 */
export async function listTurnExchanges(options: { owner: string; turnId: string }): Promise<TurnExchanges> {
  const db = await getDbOf(options.turnId);
  const runs = await listTurnRuns(db, options);
  if (runs.length === 0) throw new AppError("not_found", "There is no such turn.");
  const rows = await db
    .selectFrom("run_exchanges")
    .selectAll()
    .where(
      "run_id",
      "in",
      runs.map(({ id }) => id),
    )
    .execute();
  const byRun = new Map(rows.map((row) => [row.run_id, row.exchanges_json]));
  return runs.map(({ id, laneId, model }) => ({
    laneId,
    runId: id,
    model,
    // Our own writing, see `saveExchanges`.
    exchanges: JSON.parse(byRun.get(id) ?? "[]") as ShownExchange[],
  }));
}
