import "server-only";
import { explainUnsafeBind, readHostArgument } from "@/lib/server/access/check-bind";
import { sweepCounters } from "@/lib/server/access/count-in-window";
import { startModelsDev } from "@/lib/server/catalogue/models-dev/models-dev";
import { getAnswerMetadata, saveAnswer } from "@/lib/server/chats/message-store";
import { sweepBin } from "@/lib/server/chats/purge-chats";
import { sweepTemporaryChats } from "@/lib/server/chats/sweep-temporary-chats";
import { getDatabaseKind } from "@/lib/server/db/database-kind";
import { endGracefully } from "@/lib/server/end-gracefully";
import { getEnv } from "@/lib/server/env";
import { recoverGatewayRuns } from "@/lib/server/gateway/recover-gateway-runs";
import { getLog } from "@/lib/server/log";
import { getCatalogue } from "@/lib/server/providers/get-catalogue";
import { keepLeases } from "@/lib/server/runs/keep-leases";
import { recoverRuns, sweepEndedRuns } from "@/lib/server/runs/recover-runs";
import { watchOrphans } from "@/lib/server/runs/watch-orphans";

const sweepEveryMs = 60_000;

/**
 * Checks everything the server was started with, all at once, then gets ready to serve. What cannot be done safely
 * ends the process with the reason on standard error.
 */
export async function startServer(): Promise<void> {
  try {
    const env = getEnv();
    if (env.NODE_ENV === "production") {
      const host = readHostArgument(process.argv);
      const unsafe = explainUnsafeBind({ host, hasPassword: env.SWITCHYARD_PASSWORD !== undefined });
      if (unsafe !== null) throw new Error(unsafe);
    }
    // Reads the configuration file and starts looking for local servers.
    getCatalogue();
    await startModelsDev();
    const recover = async () =>
      (await recoverRuns(getAnswerMetadata, saveAnswer)) + (await recoverGatewayRuns());
    await recover();
    keepLeases();
    if (env.NODE_ENV === "production") endGracefully();
    setInterval(() => void sweepLogs(), sweepEveryMs).unref();
    if (getDatabaseKind() === "postgres") watchOrphans(recover);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`);
    process.exit(1);
  }
}

async function sweepLogs(): Promise<void> {
  try {
    await sweepEndedRuns();
    await sweepBin();
    await sweepTemporaryChats();
    await sweepCounters();
  } catch (error) {
    getLog().warn({ err: error }, "old logs and deleted chats could not be swept; trying again in a minute");
  }
}
