import "server-only";
import { AppError } from "@/lib/app-error";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";

type Slots = { total: number; byCaller: Map<string, number> };
const getSlots = () => singleton<Slots>("run-slots", () => ({ total: 0, byCaller: new Map() }));
const retryAfterSeconds = 1;
/** Made once: a refusal in a crowd must cost little, and the stack of a new error is a quarter of it. */
const fullServer = overloaded("This server has");
const fullCaller = overloaded("You have");

/** Runs that go on in this process and count against its limits. */
export const countRuns = () => getSlots().total;

/**
 * Refuses what would be refused anyway, before its body is read.
 * @throws AppError `overloaded`
 */
export function refuseWhenFull(): void {
  if (getSlots().total >= getEnv().SWITCHYARD_MAX_RUNS) throw fullServer;
}

/**
 * Takes the places of `count` runs that start now. Returns how to give one back; giving back more than were taken does nothing.
 * Where nobody knows yet who asks, `callerKey` is null and only the limit of all runs counts.
 * @throws AppError `overloaded` at once, when as many go on as may
 */
export function takeRunSlots(callerKey: string | null, count = 1): () => void {
  const slots = getSlots();
  const env = getEnv();
  if (slots.total + count > env.SWITCHYARD_MAX_RUNS) throw fullServer;
  const most = env.SWITCHYARD_MAX_RUNS_PER_CALLER;
  if (callerKey !== null && countOwn(callerKey) + count > most) throw fullCaller;
  slots.total += count;
  if (callerKey !== null) slots.byCaller.set(callerKey, countOwn(callerKey) + count);
  let left = count;
  return () => {
    if (left === 0) return;
    left -= 1;
    slots.total -= 1;
    if (callerKey === null) return;
    const after = countOwn(callerKey) - 1;
    if (after > 0) slots.byCaller.set(callerKey, after);
    else slots.byCaller.delete(callerKey);
  };
}

const countOwn = (callerKey: string): number => getSlots().byCaller.get(callerKey) ?? 0;

function overloaded(who: string): AppError {
  return new AppError(
    "overloaded",
    `${who} as many answers in progress as are allowed at once. Try again when some have ended.`,
    { retryAfterSeconds },
  );
}
