import "server-only";
import { flushLedger } from "./ledger";
import { countGatewayRuns, endAllRuns } from "./live-runs";

const lookEveryMs = 25;
const endWithinMs = 500;

/** Waits `timeoutMs` for the runs of other programs, ends the rest, and stores how all of them ended. */
export async function drainGateway(timeoutMs: number): Promise<void> {
  await untilNone(timeoutMs);
  endAllRuns();
  await untilNone(endWithinMs);
  await flushLedger();
}

async function untilNone(timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (countGatewayRuns() > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
