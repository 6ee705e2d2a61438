// Copies a SQLite database that may be in use: node scripts/copy-database.mjs FROM TO. Run by scripts/backup.mjs.
import { createRequire } from "node:module";
import { giveUp, say } from "./run.mjs";

const SQLite = createRequire(import.meta.url)("better-sqlite3");
const [from = "", to = ""] = process.argv.slice(2);

const db = new SQLite(from, { readonly: true });
await db.backup(to);
db.close();

const copy = new SQLite(to, { readonly: true });
const check = copy.pragma("integrity_check", { simple: true });
const { count } = copy.prepare("select count(*) as count from chats").get();
copy.close();
if (check !== "ok") giveUp(`The copy at ${to} is damaged: ${check}`);
say(`${count} chats are in ${to}`);
process.stdout.write("To go back to it, stop the server and put it in the place of switchyard.db.\n");
