import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
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

  it("comes to its end while the server goes on writing", async () => {
    const own = mkdtempSync(path.join(folder, "busy-"));
    const used = new SQLite(path.join(own, "switchyard.db"));
    used.pragma("journal_mode = WAL");
    used.exec("create table chats (id text, parts text)");
    const add = used.prepare("insert into chats values (?, ?)");
    used.transaction(() => {
      for (let index = 0; index < 20_000; index++) add.run(`chat-${index}`, "a".repeat(3_000));
    })();
    const writing = setInterval(() => add.run("later", "b"), 5);
    const file = path.join(own, "copy.db");
    const copier = path.resolve("scripts/copy-database.mjs");
    await promisify(execFile)(process.execPath, [copier, path.join(own, "switchyard.db"), file], {
      timeout: 20_000,
    }).finally(() => clearInterval(writing));
    used.close();
    const copy = new SQLite(file, { readonly: true });
    const count = copy.prepare("select count(*) from chats where id like 'chat-%'").pluck().get();
    copy.close();
    expect(count).toBe(20_000);
    expect(readdirSync(own).sort()).toEqual(["copy.db", "switchyard.db"]);
  }, 30_000);

  it("tells how to go back so that the copy is not damaged, and it is not", () => {
    const own = mkdtempSync(path.join(folder, "back-"));
    const database = path.join(own, "switchyard.db");
    const write = (text: string) =>
      `const db = new (require("better-sqlite3"))(${JSON.stringify(database)});
       db.pragma("journal_mode = WAL");
       db.exec("create table if not exists chats (id text); delete from chats");
       for (let index = 0; index < 300; index++) db.prepare("insert into chats values (?)").run("${text}".repeat(900));
       process.exit();`;
    execFileSync(process.execPath, ["-e", write("a")]);
    const file = path.join(folder, "to-go-back-to.db");
    const said = backup({ SWITCHYARD_DATA: own }, file);
    // A server that was killed leaves its -wal behind.
    execFileSync(process.execPath, ["-e", write("b")]);
    for (const name of readdirSync(own)) if (said.includes(name)) rmSync(path.join(own, name));
    renameSync(file, database);
    const back = new SQLite(database);
    const check = back.pragma("integrity_check", { simple: true });
    const firsts = back.prepare("select distinct substr(id, 1, 1) from chats").pluck().all();
    back.close();
    expect({ check, firsts }).toEqual({ check: "ok", firsts: ["a"] });
  });

  it("leaves nothing behind of a copy that failed", () => {
    const own = mkdtempSync(path.join(folder, "damaged-"));
    writeFileSync(path.join(own, "switchyard.db"), "this is no database ".repeat(500));
    expect(backup({ SWITCHYARD_DATA: own }, path.join(own, "copy.db"))).toContain("not a database");
    expect(readdirSync(own)).toEqual(["switchyard.db"]);
  });

  it("says what to do where there is no file to copy", () => {
    expect(backup({ SWITCHYARD_DATA: path.join(folder, "nothing") })).toContain("Is SWITCHYARD_DATA right?");
    expect(backup({ DATABASE_URL: "postgres://localhost/x" })).toContain("pg_dump");
  });
});
