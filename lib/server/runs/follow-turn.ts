import "server-only";
import type { ServerResponse } from "node:http";
import { type DirectReader, readNext, toDirectReader } from "@/lib/server/wire/direct-reader";
import { stalledAfterMs, writeDirectly } from "@/lib/server/write-directly";
import { formatTurnCursor, type TurnCursor } from "@/lib/turns/turn-event";
import { getEventLog } from "./event-log";
import type { LiveRun } from "./live-run";
import { type LaneRun, readLane } from "./read-lane";
import { type RemoteChanges, watchRemoteChanges } from "./remote-changes";

/** How often a silent stream says that it is alive. */
const keepAliveMs = 15_000;
/** How often the log of another instance's run is read although no notice came: notices may be lost, the log is not. */
const remoteLookMs = 1_000;
const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // `no-transform` keeps Next from compressing, which would flush a compressor on every token.
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
};

type Following = { run: LiveRun | undefined; after: number };

/** Resolves when any of the runs has something after number `after`, or after `timeoutMs`. */
function waitForChange(
  lanes: Following[],
  { remote, timeoutMs, signal }: { remote: RemoteChanges; timeoutMs: number; signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve) => {
    const undo: (() => void)[] = [];
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", settle);
      for (const remove of undo) remove();
      resolve();
    };
    signal.addEventListener("abort", settle, { once: true });
    const isAllHere = lanes.every(({ run }) => run !== undefined);
    const timer = setTimeout(settle, isAllHere ? timeoutMs : Math.min(timeoutMs, remoteLookMs));
    for (const { run, after } of lanes) {
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
export function readTurn(lanes: LaneRun[], cursor: TurnCursor): DirectReader<string> {
  const position = [...cursor];
  // A run that ends in this process tells its last to those who follow it: they need not look into its log.
  let going = lanes.map((lane, index) => ({ ...lane, index, run: getEventLog().get(lane.runId) }));
  const listGoing = () => {
    // One that is being started is stored before it is here.
    for (const lane of going) lane.run ??= getEventLog().get(lane.runId);
    return going;
  };
  const left = new AbortController();
  let isOver = false;
  let toldAt = Date.now();
  const remote = watchRemoteChanges(lanes.map(({ runId }) => runId));

  /** Everything that can be told now. */
  const readAll = async (): Promise<string> => {
    let events = "";
    remote.clear();
    for (const { laneId, runId, index, run } of listGoing()) {
      const after = position[index] ?? 0;
      const next = await readLane(runId, { run, after });
      if (next === "waiting") continue;
      if (next === "ended") {
        going = going.filter((other) => other.index !== index);
        continue;
      }
      position[index] = after + next.length;
      events += `id: ${formatTurnCursor(position)}\ndata: {"laneId":"${laneId}","runId":"${runId}","chunks":[${next.join(",")}]}\n\n`;
    }
    return events;
  };

  const waitForMore = (): Promise<void> => {
    const waiting = listGoing().map(({ run, index }) => ({ run, after: position[index] ?? 0 }));
    const silentMs = Date.now() - toldAt;
    return waitForChange(waiting, {
      remote,
      timeoutMs: Math.max(0, keepAliveMs - silentMs),
      signal: left.signal,
    });
  };

  const next = async (): Promise<string | null> => {
    while (!isOver) {
      const events = await readAll();
      left.signal.throwIfAborted();
      if (events !== "") {
        toldAt = Date.now();
        return events;
      }
      if (going.length === 0) {
        isOver = true;
        remote.close();
        return "data: [DONE]\n\n";
      }
      await waitForMore();
      left.signal.throwIfAborted();
      if (Date.now() - toldAt >= keepAliveMs) {
        toldAt = Date.now();
        return ": keep-alive\n\n";
      }
    }
    return null;
  };
  const cancel = (reason?: unknown) => {
    remote.close();
    left.abort(reason);
  };
  return toDirectReader({ next, cancel });
}

/** What a reader says as a web stream, for where there is no node response to write to. */
export function toEventStream(text: DirectReader<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stalled: NodeJS.Timeout | undefined;
  const leave = (reason: unknown) => {
    clearTimeout(stalled);
    text.cancel(reason);
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        clearTimeout(stalled);
        const events = await readNext(text).catch((error: unknown) => {
          // A stream that fails is not cancelled: nobody else lets go of what it listens to.
          leave(error);
          throw error;
        });
        if (events === null) return controller.close();
        controller.enqueue(encoder.encode(events));
        stalled = setTimeout(() => {
          const error = new Error("The reader stalled.");
          leave(error);
          controller.error(error);
        }, stalledAfterMs);
      },
      cancel: leave,
    },
    { highWaterMark: 1 },
  );
}

/** Streams a turn to `nodeResponse` where there is one. */
export async function respondWithTurn(
  lanes: LaneRun[],
  cursor: TurnCursor,
  nodeResponse: ServerResponse | null,
): Promise<Response> {
  const text = readTurn(lanes, cursor);
  return nodeResponse === null
    ? new Response(toEventStream(text), { headers })
    : writeDirectly(nodeResponse, { head: new Response(null, { headers }), pieces: text });
}
