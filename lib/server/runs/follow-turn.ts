import "server-only";
import { getDb } from "@/lib/server/db/get-db";
import { formatTurnCursor, type TurnCursor } from "@/lib/turns/turn-event";
import { getEventLog } from "./event-log";
import { listChunks } from "./event-store";

/** How often a silent stream says that it is alive. */
const keepAliveMs = 15_000;
/** A reader that has not read for this long is let go; it can come back with its cursor. */
const stalledAfterMs = 60_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // `no-transform` keeps Next from compressing, which would flush a compressor on every token.
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
};

type Lane = { laneId: string; runId: string };

/** One lane's next chunks after number `after`; `ended` when there will be none. */
async function readLane({ runId }: Lane, after: number): Promise<string[] | "waiting" | "ended"> {
  const taken = getEventLog().get(runId)?.take(after);
  if (taken?.kind === "chunks") return taken.chunks;
  if (taken?.kind === "waiting") return "waiting";
  // Too far behind for the memory, or the run is over: the log has what there is.
  await getEventLog().flush();
  const chunks = await listChunks(await getDb(), { runId, after });
  // The database takes no writes: what this reader lacks comes later. It returns with its cursor.
  if (chunks.length === 0 && taken?.kind === "behind") throw new Error("The log is not stored yet.");
  return chunks.length > 0 ? chunks : "ended";
}

/** Resolves when any of the runs has something after number `after`, or after `timeoutMs`. */
function waitForChange(
  lanes: { runId: string; after: number }[],
  timeoutMs: number,
): Promise<"changed" | "silent"> {
  return new Promise((resolve) => {
    const undo: (() => void)[] = [];
    const settle = (result: "changed" | "silent") => {
      clearTimeout(timer);
      for (const remove of undo) remove();
      resolve(result);
    };
    const timer = setTimeout(() => settle("silent"), timeoutMs);
    for (const { runId, after } of lanes) {
      const run = getEventLog().get(runId);
      // What happened since the lanes were read wakes nobody any more: it is there already.
      if (run?.take(after).kind !== "waiting") return settle("changed");
      undo.push(run.onChange(() => settle("changed")));
    }
  });
}

/**
 * The events of a turn from `cursor` on, as one event stream for all its lanes (see `turn-event.ts`). It reads when it
 * is read, so a slow reader costs no memory, and leaving it ends nothing but the reading.
 */
export function followTurn(lanes: Lane[], cursor: TurnCursor): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const position = [...cursor];
  let going = lanes.map((lane, index) => ({ lane, index }));
  let stalled: NodeJS.Timeout | undefined;
  let left = false;

  /** Everything that can be told now. */
  const readAll = async (): Promise<string> => {
    let events = "";
    for (const { lane, index } of going) {
      const after = position[index] ?? 0;
      const next = await readLane(lane, after);
      if (next === "waiting") continue;
      if (next === "ended") {
        going = going.filter((other) => other.index !== index);
        continue;
      }
      position[index] = after + next.length;
      const { laneId, runId } = lane;
      events += `id: ${formatTurnCursor(position)}\ndata: {"laneId":"${laneId}","runId":"${runId}","chunks":[${next.join(",")}]}\n\n`;
    }
    return events;
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stalled);
        for (;;) {
          const events = await readAll();
          if (left) return;
          if (events !== "") {
            controller.enqueue(encoder.encode(events));
            stalled = setTimeout(() => controller.error(new Error("The reader stalled.")), stalledAfterMs);
            return;
          }
          if (going.length === 0) {
            controller.enqueue(encoder.encode("data: [DONE]\n\n"));
            controller.close();
            return;
          }
          const waiting = going.map(({ lane, index }) => ({
            runId: lane.runId,
            after: position[index] ?? 0,
          }));
          const change = await waitForChange(waiting, keepAliveMs);
          if (left) return;
          if (change === "silent") {
            controller.enqueue(encoder.encode(": keep-alive\n\n"));
            return;
          }
        }
      },
      cancel() {
        left = true;
        clearTimeout(stalled);
      },
    },
    { highWaterMark: 1 },
  );
}

export function respondWithTurn(lanes: Lane[], cursor: TurnCursor): Response {
  return new Response(followTurn(lanes, cursor), { headers });
}
