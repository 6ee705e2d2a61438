import "server-only";
import { formatTurnCursor, type TurnCursor } from "@/lib/turns/turn-event";
import { getEventLog } from "./event-log";
import { type LaneRun, readLane } from "./read-lane";
import { type RemoteChanges, watchRemoteChanges } from "./remote-changes";

/** How often a silent stream says that it is alive. */
const keepAliveMs = 15_000;
/** How often the log of another instance's run is read although no notice came: notices may be lost, the log is not. */
const remoteLookMs = 1_000;
/** A reader that has not read for this long is let go; it can come back with its cursor. */
const stalledAfterMs = 60_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // `no-transform` keeps Next from compressing, which would flush a compressor on every token.
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
};

/** Resolves when any of the runs has something after number `after`, or after `timeoutMs`. */
function waitForChange(
  lanes: { runId: string; after: number }[],
  { remote, timeoutMs }: { remote: RemoteChanges; timeoutMs: number },
): Promise<void> {
  return new Promise((resolve) => {
    const undo: (() => void)[] = [];
    const settle = () => {
      clearTimeout(timer);
      for (const remove of undo) remove();
      resolve();
    };
    const isAllHere = lanes.every(({ runId }) => getEventLog().get(runId) !== undefined);
    const timer = setTimeout(settle, isAllHere ? timeoutMs : Math.min(timeoutMs, remoteLookMs));
    for (const { runId, after } of lanes) {
      const run = getEventLog().get(runId);
      if (run === undefined) {
        undo.push(remote.onChange(settle));
        continue;
      }
      // What happened since the lanes were read wakes nobody any more: it is there already.
      if (run.take(after).kind !== "waiting") return settle();
      undo.push(run.onChange(settle));
    }
  });
}

/**
 * The events of a turn from `cursor` on, as one event stream for all its lanes (see `turn-event.ts`). It reads when it
 * is read, so a slow reader costs no memory, and leaving it ends nothing but the reading.
 */
export function followTurn(lanes: LaneRun[], cursor: TurnCursor): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const position = [...cursor];
  let going = lanes.map((lane, index) => ({ lane, index }));
  let stalled: NodeJS.Timeout | undefined;
  let left = false;
  let toldAt = Date.now();
  const remote = watchRemoteChanges(lanes.map(({ runId }) => runId));
  const close = () => {
    left = true;
    clearTimeout(stalled);
    remote.close();
  };

  /** Everything that can be told now. */
  const readAll = async (): Promise<string> => {
    let events = "";
    remote.clear();
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
            toldAt = Date.now();
            stalled = setTimeout(() => {
              close();
              controller.error(new Error("The reader stalled."));
            }, stalledAfterMs);
            return;
          }
          if (going.length === 0) {
            controller.enqueue(encoder.encode("data: [DONE]\n\n"));
            controller.close();
            close();
            return;
          }
          const waiting = going.map(({ lane, index }) => ({
            runId: lane.runId,
            after: position[index] ?? 0,
          }));
          const silentMs = Date.now() - toldAt;
          await waitForChange(waiting, { remote, timeoutMs: Math.max(0, keepAliveMs - silentMs) });
          if (left) return;
          if (Date.now() - toldAt >= keepAliveMs) {
            toldAt = Date.now();
            controller.enqueue(encoder.encode(": keep-alive\n\n"));
            return;
          }
        }
      },
      cancel: close,
    },
    { highWaterMark: 1 },
  );
}

export function respondWithTurn(lanes: LaneRun[], cursor: TurnCursor): Response {
  return new Response(followTurn(lanes, cursor), { headers });
}
