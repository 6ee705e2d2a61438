// Finds PostgreSQL's programs for the tests of many instances, or gets them.
import { existsSync } from "node:fs";
import { findPostgres } from "./locate-postgres.mjs";
import { giveUp, run, say } from "./run.mjs";

/** The folder of PostgreSQL's programs; null where it is absent and cannot be installed. CI may not do without. */
export async function requirePostgres() {
  const there = findPostgres();
  if (there !== null) return there;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("Installing PostgreSQL with apt-get");
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", ["install", "-y", "-qq", "postgresql"], {
      env: { DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  const found = findPostgres();
  if (found === null && process.env.CI !== undefined)
    giveUp("CI tests on PostgreSQL too: install postgresql.");
  return found;
}
