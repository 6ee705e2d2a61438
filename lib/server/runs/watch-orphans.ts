import "server-only";
import { requireDb } from "@/lib/server/db/check-db";
import { getLog } from "@/lib/server/log";
import { leaseMs } from "./run-leases";

const lookEveryMs = 2_000;

/**
 * Ends runs of instances that die while this one lives: calls `recover` every two seconds. After a time in which the
 * database did not answer nobody could renew a lease, so those that ran out say nothing until everybody had time to.
 */
export function watchOrphans(recover: () => Promise<unknown>): void {
  let trustFrom = 0;
  let isLooking = false;
  const distrust = () => {
    trustFrom = performance.now() + leaseMs;
  };

  async function look(): Promise<void> {
    const startedAt = performance.now();
    try {
      await requireDb();
      if (performance.now() - startedAt > lookEveryMs) distrust();
      if (performance.now() >= trustFrom) await recover();
    } catch (error) {
      distrust();
      getLog().warn({ err: error }, "orphaned answers could not be looked for; trying again");
    }
  }

  setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    await look();
    isLooking = false;
  }, lookEveryMs).unref();
}
