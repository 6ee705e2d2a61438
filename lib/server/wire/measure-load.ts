import "server-only";
import { type EventLoopUtilization, performance } from "node:perf_hooks";
import { singleton } from "@/lib/server/singleton";

const measureEveryMs = 250;

type Load = { at: number; since: EventLoopUtilization; share: number };

/** The share of the last moment in which this process had something to do, 0 to 1; measured when it is asked for. */
export function measureLoad(): number {
  const load = singleton<Load>("load", () => ({
    at: 0,
    since: performance.eventLoopUtilization(),
    share: 0,
  }));
  const now = performance.now();
  if (now - load.at < measureEveryMs) return load.share;
  const until = performance.eventLoopUtilization();
  load.share = performance.eventLoopUtilization(until, load.since).utilization;
  load.since = until;
  load.at = now;
  return load.share;
}

/**
 * How much wider the window may be in which text is merged: a process that has no time left serves all its readers better
 * with fewer and larger parts. 1 to 2.4.
 */
export function widenUnderLoad(load: number): number {
  const fullFrom = 0.7;
  return 1 + Math.min(1, Math.max(0, load - fullFrom) / (0.95 - fullFrom)) * 1.4;
}
