import "server-only";
import { AppError } from "@/lib/app-error";
import { getDbOf } from "@/lib/server/db/get-db";
import { parseTurnCursor, type TurnCursor } from "@/lib/turns/turn-event";
import { hasChunks } from "./event-store";
import { listTurnRuns, type RunRow } from "./run-store";

/**
 * Where a reader that comes back goes on: the turn's lanes and its cursor (from the start without one).
 * @throws AppError `not_found`, `invalid_request`, and `events_expired` when the log is gone and the chat has it all
 */
export async function resumeTurn(options: {
  owner: string;
  turnId: string;
  lastEventId: string | null;
}): Promise<{ runs: RunRow[]; cursor: TurnCursor }> {
  const db = await getDbOf(options.turnId);
  const runs = await listTurnRuns(db, options);
  if (runs.length === 0) throw new AppError("not_found", "There is no such turn.");
  const cursor = readCursor(options.lastEventId, runs.length);
  for (const run of runs) {
    // A lane that goes on can be followed although another one's log is gone: that one's answer is in the chat.
    if (run.outcome === "running" || (await hasChunks(db, run.id))) return { runs, cursor };
  }
  throw new AppError(
    "events_expired",
    "This turn ended a while ago. Read the chat instead: it has the answers.",
  );
}

function readCursor(lastEventId: string | null, laneCount: number): TurnCursor {
  if (lastEventId === null || lastEventId === "") return Array.from({ length: laneCount }, () => 0);
  const cursor = parseTurnCursor(lastEventId, laneCount);
  if (cursor === null) throw new AppError("invalid_request", "The Last-Event-ID is not one of this turn's.");
  return cursor;
}
