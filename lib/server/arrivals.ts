import "server-only";
import { singleton } from "@/lib/server/singleton";

const getLatest = () => singleton("latest-arrival", () => ({ at: Number.NEGATIVE_INFINITY, number: 0 }));

/** A connection or a request has come, to be answered or to be refused. */
export function noteArrival(): void {
  const latest = getLatest();
  latest.at = performance.now();
  latest.number += 1;
}

/** How many have come so far. */
export const countArrivals = (): number => getLatest().number;

/**
 * True while others come one after the other. Node accepts one connection in a turn of its event loop: what can wait should
 * then leave the turns short, or those who are only to be refused wait for everybody else's answers.
 */
export const areOthersComing = (withinMs: number): boolean => performance.now() - getLatest().at < withinMs;
