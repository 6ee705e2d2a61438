import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "switchyard-backup-"));
afterAll(() => rmSync(folder, { recursive: true }));

function backup(env: Record<string, string>, ...args: string[]): string {
  try {
    return execFileSync(process.execPath, ["scripts/backup.mjs", ...args], {
      encoding: "utf8",
      env: { NODE_ENV: "test", PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    return String((error as { stderr: unknown }).stderr);
  }
}

describe("npm run backup", () => {
  it("copies the database while it is used", () => {
    const used = new SQLite(path.join(folder, "switchyard.db"));
    used.pragma("journal_mode = WAL");
    used.exec("create table chats (id text); insert into chats values ('a'), ('b'); begin immediate");
    const file = path.join(folder, "copy.db");
    expect(backup({ SWITCHYARD_DATA: folder }, file)).toContain("2 chats are in");
    used.exec("commit");
    used.close();
    const copy = new SQLite(file, { readonly: true });
    expect(copy.prepare("select id from chats").pluck().all()).toEqual(["a", "b"]);
    copy.close();
    expect(backup({ SWITCHYARD_DATA: folder }, file)).toContain("exists already");
  });

  it("says what to do where there is no file to copy", () => {
    expect(backup({ SWITCHYARD_DATA: path.join(folder, "nothing") })).toContain("Is SWITCHYARD_DATA right?");
    expect(backup({ DATABASE_URL: "postgres://localhost/x" })).toContain("pg_dump");
  });
});
