// `npm run backup [FILE]`: copies the database while the server runs.
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { prepare } from "./prepare.mjs";
import { readSetting } from "./read-setting.mjs";
import { giveUp, run } from "./run.mjs";

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

const env = await prepare();
mkdirSync(path.dirname(file), { recursive: true });
const copier = path.join(import.meta.dirname, "copy-database.mjs");
const { code } = await run("node", [copier, database, file], { env });
process.exit(code);
