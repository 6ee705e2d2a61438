import "server-only";
import { closeDb } from "@/lib/server/db/get-db";
import { getEnv } from "@/lib/server/env";
import { drainGateway } from "@/lib/server/gateway/drain-gateway";
import { countGatewayRuns } from "@/lib/server/gateway/live-runs";
import { finishResponses } from "@/lib/server/open-responses";
import { drainRuns } from "@/lib/server/runs/drain";
import { getEventLog } from "@/lib/server/runs/event-log";
import { closeMcpClients } from "@/lib/server/tools/mcp-clients";

/** Readers get this long to receive the last events. */
const lastEventsMs = 150;
/** Programs that do not end by themselves, and a database that does not answer, are left to the system. */
const closeWithinMs = 500;
/** Pages that are being loaded get this long. */
const pagesWithinMs = 1_000;
/** Whatever is left, the process is gone this long after the time that its answers have. */
export const goneWithinMs = 1_900;
/** SIGHUP comes when the terminal is closed that the server was started in. */
const signals = { SIGTERM: 143, SIGINT: 130, SIGHUP: 129 } as const;

/**
 * On SIGTERM, SIGINT or SIGHUP the process ends when its answers have, at the latest after the time allowed for that; a second
 * signal ends it at once. Next's own listeners are replaced: they wait for open connections, which an event stream keeps
 * open for as long as it likes, and forget runs that nobody reads.
 */
export function endGracefully(): void {
  let isEnding = false;
  // Whoever read the output may be gone first, with the terminal: that must not end what is still being finished.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  for (const [signal, code] of Object.entries(signals)) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (isEnding) process.exit(code);
      isEnding = true;
      void end(code);
    });
  }
}

async function end(code: number): Promise<void> {
  const { SWITCHYARD_DRAIN_TIMEOUT_MS: timeoutMs } = getEnv();
  const goneAt = Date.now() + timeoutMs + goneWithinMs;
  const count = getEventLog().listLive().length + countGatewayRuns();
  if (count > 0) {
    process.stdout.write(
      `\nFinishing ${count === 1 ? "an answer" : `${count} answers`} first, for ${timeoutMs / 1000} s at most. Once more ends it now.\n`,
    );
  }
  await Promise.all([drainRuns(timeoutMs), drainGateway(timeoutMs)]).catch(() => {});
  if (count > 0) await new Promise((resolve) => setTimeout(resolve, lastEventsMs));
  await Promise.all([
    within(closeWithinMs, closeMcpClients()),
    finishResponses(Math.min(pagesWithinMs, goneAt - Date.now())),
  ]);
  await within(Math.max(0, Math.min(closeWithinMs, goneAt - Date.now())), closeDb()).catch(() => {});
  process.exit(code);
}

const within = (ms: number, closing: Promise<void>) =>
  Promise.race([closing, new Promise((resolve) => setTimeout(resolve, ms))]);
