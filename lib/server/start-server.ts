import "server-only";
import { explainUnsafeBind, readHostArgument } from "@/lib/server/access/check-bind";
import { noteConnections } from "@/lib/server/access/connections";
import { sweepCounters } from "@/lib/server/access/count-in-window";
import { getSetupToken, isLocked, isSetupPending } from "@/lib/server/access/password";
import { startModelsDev } from "@/lib/server/catalogue/models-dev/models-dev";
import { getAnswerMetadata, saveAnswer } from "@/lib/server/chats/message-store";
import { sweepBin } from "@/lib/server/chats/purge-chats";
import { sweepTemporaryChats } from "@/lib/server/chats/sweep-temporary-chats";
import { getDatabaseKind } from "@/lib/server/db/database-kind";
import { holdDataFolder } from "@/lib/server/db/hold-data-folder";
import { endGracefully, goneWithinMs } from "@/lib/server/end-gracefully";
import { type Env, getEnv } from "@/lib/server/env";
import { answerDirectly } from "@/lib/server/gateway/answer-directly";
import { keepEntrance } from "@/lib/server/gateway/entrance";
import { getLog } from "@/lib/server/log";
import { noteResponses } from "@/lib/server/open-responses";
import { getCatalogue } from "@/lib/server/providers/get-catalogue";
import { keepLeases } from "@/lib/server/runs/keep-leases";
import { recoverRuns, sweepEndedRuns } from "@/lib/server/runs/recover-runs";
import { recoverUnloggedRuns } from "@/lib/server/runs/recover-unlogged-runs";
import { watchOrphans } from "@/lib/server/runs/watch-orphans";
import { singleton } from "@/lib/server/singleton";

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
      const unsafe = explainUnsafeBind({ host, hasPassword: isLocked() });
      if (unsafe !== null) throw new Error(unsafe);
    }
    if (getDatabaseKind() === "sqlite") await holdOwnFolder(env);
    noteConnections();
    noteResponses();
    keepEntrance(answerDirectly);
    // Reads the configuration file and starts looking for local servers.
    getCatalogue();
    await startModelsDev();
    const recover = async () =>
      (await recoverRuns(getAnswerMetadata, saveAnswer)) + (await recoverUnloggedRuns());
    await recover();
    keepLeases();
    if (await isSetupPending()) await announceSetup();
    if (env.NODE_ENV === "production") endGracefully();
    setInterval(() => void sweepAll(), sweepEveryMs).unref();
    if (getDatabaseKind() === "postgres") watchOrphans(recover);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`);
    process.exit(1);
  }
}

/** Another process may be finishing its answers: it has that long. */
function holdOwnFolder({ SWITCHYARD_DATA, SWITCHYARD_DRAIN_TIMEOUT_MS }: Env): Promise<unknown> {
  const waitMs = SWITCHYARD_DRAIN_TIMEOUT_MS + goneWithinMs;
  const onWait = () =>
    process.stdout.write(
      `\nAnother Switchyard uses ${SWITCHYARD_DATA}. Waiting for its end, for ${Math.ceil(waitMs / 1000)} s at most.\n`,
    );
  return singleton("data-folder", () => holdDataFolder(SWITCHYARD_DATA, { waitMs, onWait }));
}

/** For the one who started the server: the token does not go through the log's writer, which masks what looks like a key. */
async function announceSetup(): Promise<void> {
  const { PUBLIC_URL, PORT } = getEnv();
  const address = `${PUBLIC_URL?.replace(/\/$/, "") ?? `http://localhost:${PORT}`}/login`;
  process.stdout.write(
    `\nThis server has no password yet. Choose one at ${address} with this one-time token:\n\n  ${await getSetupToken()}\n\n`,
  );
}

const sweeps = { sweepEndedRuns, sweepBin, sweepTemporaryChats, sweepCounters };

/** One after the other; what one of them cannot do keeps no other from it: a full disk leaves the memory to be swept. */
async function sweepAll(): Promise<void> {
  for (const [name, sweep] of Object.entries(sweeps)) {
    await sweep().catch((error: unknown) => {
      getLog().warn({ err: error, sweep: name }, "what is old could not be swept; trying again in a minute");
    });
  }
}
