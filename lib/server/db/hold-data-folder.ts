import "server-only";
import { mkdirSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";

const lookEveryMs = 100;

type Holding = {
  /** Another process that is about to end gets this long. */
  waitMs: number;
  /** Called once when another process has the folder. */
  onWait: () => void;
};

/**
 * Keeps other processes out of a data folder until the returned function is called or this process is gone: on SQLite
 * whoever starts takes the answers that go on for those of a dead process, and ends them. The system frees the lock when
 * its process dies, however it dies.
 * @throws Error when another process still has the folder after `waitMs`
 */
export async function holdDataFolder(folder: string, { waitMs, onWait }: Holding): Promise<() => void> {
  const lock = openLock(folder);
  // Whether a folder that cannot be written can be used at all is told by the database.
  if (lock === null) return () => {};
  const deadline = Date.now() + waitMs;
  for (let tries = 0; !tryLock(lock); tries++) {
    if (tries === 0) onWait();
    if (Date.now() > deadline) {
      lock.close();
      throw new Error(
        `The data folder ${folder} is in use by another Switchyard, which would lose its answers.\n` +
          "  Stop that one, or give this one a folder of its own: SWITCHYARD_DATA=…\n" +
          "  Several can share one PostgreSQL: DATABASE_URL=…",
      );
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return () => lock.close();
}

function openLock(folder: string): SQLite.Database | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new SQLite(path.join(folder, "in-use.lock"), { timeout: 0 });
  } catch {
    return null;
  }
}

/** False when another process has it. A file system without locks keeps nobody out. */
function tryLock(lock: SQLite.Database): boolean {
  try {
    lock.exec("begin exclusive");
    return true;
  } catch (error) {
    return !(error instanceof SQLite.SqliteError && error.code.startsWith("SQLITE_BUSY"));
  }
}
