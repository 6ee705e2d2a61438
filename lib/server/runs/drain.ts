import "server-only";
import { AppError } from "@/lib/app-error";
import { singleton } from "@/lib/server/singleton";
import { getEventLog } from "./event-log";
import type { LiveRun } from "./live-run";

/** How long answers that were cut off at the end may take to be stored. */
const storeWithinMs = 1_500;
const lookEveryMs = 25;

const state = () => singleton("drain", () => ({ isDraining: false }));

/** This process takes no new work: it is about to end. */
export const isDraining = () => state().isDraining;

/** @throws AppError `not_ready` while the process is about to end */
export function refuseWhileDraining(): void {
  if (isDraining())
    throw new AppError("not_ready", "Switchyard is being restarted. Send it again in a moment.");
}

/**
 * Takes no new runs from now on and waits for those that go on: `timeoutMs` for them to finish, then they are cut off,
 * marked as interrupted and stored with what they have. Resolves with how many were cut off.
 */
export async function drainRuns(timeoutMs: number): Promise<number> {
  state().isDraining = true;
  await untilIdle(timeoutMs);
  const left = listUnstored();
  for (const run of left) run.interrupt();
  await untilIdle(storeWithinMs);
  await getEventLog().flush();
  return left.length;
}

/** Runs that go on, and those whose end is not stored yet. */
function listUnstored(): LiveRun[] {
  return getEventLog().listLive();
}

async function untilIdle(timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (listUnstored().length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
