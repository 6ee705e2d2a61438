import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { connectionHeader } from "@/lib/server/access/connections";
import { takeRunSlots } from "@/lib/server/runs/run-slots";
import { singleton } from "@/lib/server/singleton";

/** By the name of the connection: how its seat is left. */
const getSeats = () => singleton("gateway-seats", () => new Map<string, () => void>());

/**
 * Holds a run's place for a request that has not been read yet. Returns how it is left; leaving twice does nothing.
 * `callerKey` is null while nobody knows whose run it will be: then only the limit of all runs counts.
 * @throws AppError `overloaded`
 */
export function takeSeat(headers: IncomingHttpHeaders, callerKey: string | null): () => void {
  const name = String(headers[connectionHeader]);
  const giveBack = takeRunSlots(callerKey ?? `seat:${name}`);
  const leave = () => {
    getSeats().delete(name);
    giveBack();
  };
  getSeats().set(name, leave);
  return leave;
}

export const hasSeat = (headers: Headers) => getSeats().has(headers.get(connectionHeader) ?? "");

/** The request becomes a run, which takes a place of its own. */
export const leaveSeat = (headers: Headers) => getSeats().get(headers.get(connectionHeader) ?? "")?.();
