import "server-only";
import { getDb } from "@/lib/server/db/get-db";
import { onNotice } from "@/lib/server/db/notices";
import { getLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";
import { deliverDecisions } from "./decision-store";
import { getEventLog } from "./event-log";
import { listCalledOff, renewLeases } from "./run-leases";

/** Three renewals may fail before others take this instance to be dead. */
const renewEveryMs = 1_500;

/** Keeps this instance's runs its own for as long as it lives, and ends those that were called off elsewhere. */
export function keepLeases(): void {
  singleton("lease-keeper", () => {
    onNotice((notice) => {
      if (notice.kind === "stop") getEventLog().get(notice.runId)?.stop();
      if (notice.kind === "decision") void deliverDecisions(notice.runId).catch(() => {});
    });
    let isKeeping = false;
    return setInterval(async () => {
      // A database that answers slowly is not asked more often for that.
      if (isKeeping) return;
      isKeeping = true;
      await keepOnce();
      isKeeping = false;
    }, renewEveryMs).unref();
  });
}

async function keepOnce(): Promise<void> {
  const live = getEventLog()
    .listLive()
    .filter((run) => !run.ended);
  const liveIds = live.map(({ id }) => id);
  if (liveIds.length === 0) return;
  try {
    const db = await getDb();
    await renewLeases(db, liveIds);
    const { stopped, lost } = await listCalledOff(db, liveIds);
    // Notices may be lost: what was decided elsewhere stands in the table.
    for (const { id, decisions } of live) if (decisions.isWaiting) await deliverDecisions(id);
    for (const id of stopped) getEventLog().get(id)?.stop();
    for (const id of lost) getEventLog().get(id)?.abort.abort(new DOMException("Taken over.", "AbortError"));
  } catch (error) {
    getLog().warn({ err: error }, "the leases of running answers could not be renewed; trying again");
  }
}
