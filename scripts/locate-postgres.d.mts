/** The tests over PostgreSQL run: it is there, or this is CI, which may not do without. */
export function isPostgresTested(): boolean;

/** The folder of PostgreSQL's programs; null when it is not on this machine. */
export function findPostgres(): string | null;
