import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { holdDataFolder } from "./hold-data-folder";

const folder = mkdtempSync(path.join(tmpdir(), "switchyard-hold-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the data folder of a process", () => {
  it("is kept from every other process, which is told what to do", async () => {
    const release = await holdDataFolder(folder, { waitMs: 0, onWait: () => {} });
    let waits = 0;
    const second = holdDataFolder(folder, { waitMs: 150, onWait: () => waits++ });
    await expect(second).rejects.toThrow(`The data folder ${folder} is in use by another Switchyard`);
    expect(waits).toBe(1);
    release();
  });

  it("goes to the next as soon as one that is about to end is gone, and when one was killed", async () => {
    const release = await holdDataFolder(folder, { waitMs: 0, onWait: () => {} });
    const next = holdDataFolder(folder, { waitMs: 5_000, onWait: release });
    (await next)();

    const code = `const db = new (require("better-sqlite3"))(${JSON.stringify(path.join(folder, "in-use.lock"))});
      db.exec("begin exclusive"); console.log("held"); setInterval(() => db.open, 1_000);`;
    const other = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    await once(other.stdout, "data");
    const third = holdDataFolder(folder, { waitMs: 5_000, onWait: () => other.kill("SIGKILL") });
    (await third)();
  });

  it("is no hindrance where it cannot be made: the database tells why", async () => {
    const release = await holdDataFolder(import.meta.filename, { waitMs: 0, onWait: () => {} });
    expect(release).toBeTypeOf("function");
  });
});
