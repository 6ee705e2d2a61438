import "server-only";
import { getLog } from "@/lib/server/log";
import { explainDbFailure } from "./explain-db-failure";

/** Writes what may be lost: a database that takes no writes keeps nobody from what can be read. */
export async function writeIfPossible(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (explainDbFailure(error) === null) throw error;
    getLog().debug({ err: error }, "something that may be lost was not stored");
  }
}
