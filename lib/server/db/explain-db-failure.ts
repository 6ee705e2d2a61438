import "server-only";

/** What databases say when they take no writes or do not answer, and what that means. SQLite's codes, PostgreSQL's SQLSTATE, the system's. */
const causes: [RegExp, string][] = [
  [/^SQLITE_BUSY|^SQLITE_LOCKED|^55P03$/, "the database is locked by another program"],
  [/^SQLITE_FULL$|^ENOSPC$|^53100$/, "the disk is full"],
  [
    /^SQLITE_READONLY|^SQLITE_CANTOPEN|^SQLITE_IOERR|^EROFS$|^EACCES$/,
    "the database's file cannot be written",
  ],
  // A standby, or a server that its operator made so.
  [/^25006$/, "the database only lets read"],
  // A statement that took longer than it may.
  [/^57014$/, "the database did not answer in time"],
  [
    /^ECONN|^EPIPE$|^ETIMEDOUT$|^ENOTFOUND$|^EAI_|^57P0|^08|^25P03$|^53300$/,
    "the database cannot be reached",
  ],
];

/** What the pool and its connections say without a code. */
const isLost =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/;

/** Why the database refused, as a part of a sentence; null for an error that is not of that kind. */
export function explainDbFailure(error: unknown): string | null {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth++) {
    const code = "code" in current && typeof current.code === "string" ? current.code : "";
    const cause = causes.find(([pattern]) => pattern.test(code))?.[1];
    if (cause !== undefined) return cause;
    if (isLost.test(current.message)) return "the database cannot be reached";
    current = current.cause;
  }
  return null;
}
