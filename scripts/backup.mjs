// `npm run backup [FILE]`: copies the database while the server runs.
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { prepare } from "./prepare.mjs";
import { readSetting } from "./read-setting.mjs";
import { giveUp, say } from "./run.mjs";

const folder = path.resolve(readSetting("SWITCHYARD_DATA") ?? ".switchyard");
const day = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
const file = path.resolve(process.argv[2] ?? path.join(folder, "backups", `switchyard-${day}.db`));

if (readSetting("DATABASE_URL") !== undefined) {
  giveUp(
    "The chats are in PostgreSQL, whose own tool copies them while they are used:\n" +
      '  pg_dump --format=custom --file=switchyard.dump "$DATABASE_URL"\n' +
      '  pg_restore --clean --if-exists --dbname="$DATABASE_URL" switchyard.dump   # brings them back',
  );
}
const database = path.join(folder, "switchyard.db");
if (!existsSync(database)) giveUp(`There is no database at ${database}. Is SWITCHYARD_DATA right?`);
if (existsSync(file)) giveUp(`${file} exists already. Name another file.`);

await prepare();
const SQLite = createRequire(import.meta.url)("better-sqlite3");
mkdirSync(path.dirname(file), { recursive: true });
const db = new SQLite(database, { readonly: true });
await db.backup(file);
db.close();
const copy = new SQLite(file, { readonly: true });
const check = copy.pragma("integrity_check", { simple: true });
const { count } = copy.prepare("select count(*) as count from chats").get();
copy.close();
if (check !== "ok") giveUp(`The copy at ${file} is damaged: ${check}`);
say(`${count} chats are in ${file}`);
process.stdout.write("To go back to it, stop the server and put it in the place of switchyard.db.\n");
