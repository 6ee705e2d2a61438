// Copies a SQLite database that may be in use: node scripts/copy-database.mjs FROM TO. Run by scripts/backup.mjs.
import { renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { giveUp, say } from "./run.mjs";

const SQLite = createRequire(import.meta.url)("better-sqlite3");
const [from = "", to = ""] = process.argv.slice(2);
/** What is copied so far; under the copy's own name there is never half of one. */
const part = `${to}.part`;
/** All pages in one step: a copy of several begins again whenever the server writes in between, and would never end. */
const allPages = 0x7fffffff;

const removePart = () => {
  for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(`${part}${end}`, { force: true });
};

async function copy() {
  const db = new SQLite(from, { readonly: true });
  await db.backup(part, { progress: () => allPages });
  db.close();
  const copied = new SQLite(part);
  // One file and nothing beside it, also after it was read.
  copied.pragma("journal_mode = DELETE");
  const check = copied.pragma("integrity_check", { simple: true });
  const { count } = copied.prepare("select count(*) as count from chats").get();
  copied.close();
  if (check !== "ok") throw new Error(`it would be damaged: ${check}`);
  renameSync(part, to);
  return count;
}

removePart();
const count = await copy().catch((error) => {
  removePart();
  giveUp(`${from} could not be copied: ${error.message}`);
});
say(`${count === 1 ? "1 chat is" : `${count} chats are`} in ${to}`);
process.stdout.write(
  "To go back to it: stop the server, remove switchyard.db, switchyard.db-wal and switchyard.db-shm from the data folder,\n" +
    "and put the copy there as switchyard.db. What is left of the -wal file would damage it.\n",
);
