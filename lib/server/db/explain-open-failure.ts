import "server-only";
import path from "node:path";
import { sqliteFileName } from "./open-sqlite";

/** Where the database is: a data folder, or a PostgreSQL's URL. */
export type DatabasePlace = { folder: string } | { url: string };

/** Says which database cannot be used, why, and what to do about it. */
export function explainOpenFailure(error: unknown, place: DatabasePlace): string {
  const causes = listCauses(error);
  const reason = causes.map(({ message }) => message).join(": ");
  if ("url" in place) return `The database at ${hidePassword(place.url)} cannot be used: ${reason}`;
  const { folder } = place;
  const file = path.join(folder, sqliteFileName);
  const code = causes.map((cause) => ("code" in cause ? String(cause.code) : "")).find((text) => text !== "");
  const advice = adviceFor(code ?? "");
  return `The database ${file} cannot be used: ${reason}${advice === null ? "" : `\n  ${advice}`}`;
}

function adviceFor(code: string): string | null {
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(code)) {
    return "The file is damaged. Put a copy that `npm run backup` made in its place, and remove its -wal and -shm files; or move all three away to begin anew.";
  }
  if (/^SQLITE_FULL|^ENOSPC/.test(code)) return "The disk is full.";
  if (/^SQLITE_(?:READONLY|CANTOPEN|IOERR)|^E(?:ACCES|ROFS|PERM|EXIST|NOTDIR)/.test(code)) {
    return "The data folder and its files must be writable for the user that runs Switchyard. SWITCHYARD_DATA names another folder.";
  }
  return null;
}

function listCauses(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let current = error; current instanceof Error && causes.length < 5; current = current.cause) {
    causes.push(current);
  }
  return causes;
}

function hidePassword(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
