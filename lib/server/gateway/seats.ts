import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { connectionHeader, findConnection } from "@/lib/server/access/connections";
import { takeRunSlots } from "@/lib/server/runs/run-slots";

export type Seat = {
  /** Leaving twice does nothing. */
  leave: () => void;
  leaveWithin: (ms: number) => void;
};

/**
 * Holds a run's place for a request that has not been read yet.
 * `callerKey` is null while nobody knows whose run it will be: then only the limit of all runs counts.
 * @throws AppError `overloaded`
 */
export function takeSeat(headers: IncomingHttpHeaders, callerKey: string | null): Seat {
  const connection = findConnection(String(headers[connectionHeader]));
  const giveBack = takeRunSlots(callerKey);
  let timer: NodeJS.Timeout | undefined;
  const leave = () => {
    clearTimeout(timer);
    if (connection !== undefined) connection.leaveSeat = null;
    giveBack();
  };
  if (connection !== undefined) connection.leaveSeat = leave;
  return {
    leave,
    leaveWithin: (ms) => {
      timer = setTimeout(leave, ms).unref();
    },
  };
}

const findSeat = (headers: Headers) => findConnection(headers.get(connectionHeader))?.leaveSeat ?? null;

export const hasSeat = (headers: Headers) => findSeat(headers) !== null;

/** The request becomes a run, which takes a place of its own. */
export const leaveSeat = (headers: Headers) => findSeat(headers)?.();
