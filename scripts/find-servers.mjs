// Finds the servers that the tests of many instances need, or gets them.
import { existsSync } from "node:fs";
import { findNginx } from "./locate-nginx.mjs";
import { findPostgres } from "./locate-postgres.mjs";
import { giveUp, run, say } from "./run.mjs";

/** The folder of PostgreSQL's programs; null where it is absent and cannot be installed. CI may not do without. */
export const requirePostgres = () =>
  requireServer({ name: "PostgreSQL", debianPackage: "postgresql", find: findPostgres });

/** The path of nginx; null where it is absent and cannot be installed. CI may not do without. */
export const requireNginx = () =>
  requireServer({ name: "nginx", debianPackage: "nginx-light", find: findNginx });

async function requireServer({ name, debianPackage, find }) {
  const there = find();
  if (there !== null) return there;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say(`Installing ${name} with apt-get`);
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", ["install", "-y", "-qq", debianPackage], {
      env: { DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  const found = find();
  if (found === null && process.env.CI !== undefined)
    giveUp(`CI tests with ${name} too: install ${debianPackage}.`);
  return found;
}
