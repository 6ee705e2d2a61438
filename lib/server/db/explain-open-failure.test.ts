import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { explainOpenFailure } from "./explain-open-failure";
import { openPostgres } from "./open-postgres";
import { openSqlite } from "./open-sqlite";

const folder = mkdtempSync(path.join(tmpdir(), "switchyard-open-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function failToOpen(data: string): Promise<string> {
  const error: unknown = await openSqlite(data).then(
    () => null,
    (reason: unknown) => reason,
  );
  return explainOpenFailure(error, { folder: data });
}

describe("a database that cannot be opened", () => {
  it("of a newer version is left alone, and says that it is", async () => {
    const data = path.join(folder, "newer");
    await (await openSqlite(data)).destroy();
    const newer = new SQLite(path.join(data, "switchyard.db"));
    newer.exec("insert into kysely_migration values ('099-of-the-future', '2030-01-01')");
    newer.close();
    const said = await failToOpen(data);
    expect(said).toContain(path.join(data, "switchyard.db"));
    expect(said).toContain("a newer version of Switchyard has used it (099-of-the-future)");
  });

  it("names the file that is damaged and how to go on", async () => {
    const data = path.join(folder, "damaged");
    await (await openSqlite(data)).destroy();
    writeFileSync(path.join(data, "switchyard.db"), "no database ".repeat(1_000));
    const said = await failToOpen(data);
    expect(said).toContain(`${path.join(data, "switchyard.db")} cannot be used: file is not a database`);
    expect(said).toContain("npm run backup");
  });

  it("names the setting of a folder that is none", async () => {
    const data = path.join(folder, "a-file");
    writeFileSync(data, "");
    expect(await failToOpen(data)).toContain("SWITCHYARD_DATA");
  });

  it("names the PostgreSQL that does not answer, never its password", async () => {
    const url = "postgres://me:secret-word@127.0.0.1:9/chats";
    const error: unknown = await openPostgres(url).catch((reason: unknown) => reason);
    const said = explainOpenFailure(error, { url });
    expect(said).toContain("The database at 127.0.0.1:9/chats cannot be used: connect ECONNREFUSED");
    expect(said).not.toContain("secret-word");
  });
});
