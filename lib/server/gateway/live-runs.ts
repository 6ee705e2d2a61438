import "server-only";
import { listUseless } from "@/lib/server/access/find-token";
import { getDb } from "@/lib/server/db/get-db";
import { onNotice } from "@/lib/server/db/notices";
import { LiveList } from "@/lib/server/live-list";
import { getLog } from "@/lib/server/log";
import { renewLeases } from "@/lib/server/runs/run-leases";
import { singleton } from "@/lib/server/singleton";

export type LiveGatewayRun = {
  id: string;
  tokenId: string | null;
  /** Ends it early; `reason` is what its caller is told, as far as it still listens. */
  end: (reason: Error) => void;
};

/** A token that was revoked ends its runs within this time on every instance, and the leases stay renewed. */
const lookEveryMs = 1_000;

const getLive = () => singleton("gateway-live-runs", () => new LiveList<LiveGatewayRun>());

export const countGatewayRuns = () => getLive().size;

/** Returns how to remove it; removing it twice does nothing. */
export function addLiveRun(run: LiveGatewayRun): () => void {
  const live = getLive();
  const name = live.add(run);
  keepLiveRuns();
  return () => live.remove(name);
}

/** Ends the runs that were asked for with this token. */
export function endRunsOf(tokenId: string): void {
  for (const run of getLive().values())
    if (run.tokenId === tokenId) run.end(new Error("The token was revoked."));
}

/** Ends every run of this process. */
export function endAllRuns(): void {
  for (const run of getLive().values()) run.end(new Error("The server is ending."));
}

/** Starts, once, what keeps this process's runs its own and ends those whose tokens became useless. */
function keepLiveRuns(): void {
  singleton("gateway-run-keeper", () => {
    onNotice((notice) => {
      if (notice.kind === "revoked") endRunsOf(notice.tokenId);
    });
    let isLooking = false;
    return setInterval(async () => {
      if (isLooking || getLive().size === 0) return;
      isLooking = true;
      await look();
      isLooking = false;
    }, lookEveryMs).unref();
  });
}

async function look(): Promise<void> {
  const runs = getLive().values();
  try {
    await renewLeases(
      await getDb(),
      runs.map(({ id }) => id),
    );
    const tokenIds = new Set(runs.flatMap(({ tokenId }) => tokenId ?? []));
    for (const tokenId of await listUseless([...tokenIds])) endRunsOf(tokenId);
  } catch (error) {
    getLog().warn({ err: error }, "gateway runs could not be looked after; trying again");
  }
}
