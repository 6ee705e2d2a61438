import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const debianRoot = "/usr/lib/postgresql";

/** The tests over PostgreSQL run: it is there, or this is CI, which may not do without. */
export const isPostgresTested = () => findPostgres() !== null || process.env.CI !== undefined;

/** The folder of PostgreSQL's programs; null when it is not on this machine. */
export function findPostgres() {
  const versions = existsSync(debianRoot) ? readdirSync(debianRoot).map(Number).filter(Number.isFinite) : [];
  const folders = [
    ...versions.toSorted((a, b) => b - a).map((version) => `${debianRoot}/${version}/bin`),
    ...(process.env.PATH ?? "").split(path.delimiter),
  ];
  return folders.find((folder) => existsSync(path.join(folder, "initdb"))) ?? null;
}
