// Finds a Chromium for the end-to-end tests, or gets one.
import { existsSync } from "node:fs";
import path from "node:path";
import { runTool } from "./prepare.mjs";
import { giveUp, run, say } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function findOnPath() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  for (const name of names) {
    const found = folders.map((folder) => path.join(folder, name)).find((candidate) => existsSync(candidate));
    if (found !== undefined) return found;
  }
  return null;
}

async function findPlaywrights() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  return file !== "" && existsSync(file) ? file : null;
}

const find = async () => process.env.CHROMIUM_PATH ?? (await findPlaywrights()) ?? findOnPath();

async function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  say("Installing Chromium with apt-get");
  await run("apt-get", ["update", "-qq"]);
  await run("apt-get", ["install", "-y", "-qq", "chromium"], { env: { DEBIAN_FRONTEND: "noninteractive" } });
}

/** The path of a Chromium: one that is there, else Playwright's, else Debian's. */
export async function findBrowser(env) {
  const there = await find();
  if (there !== null) return there;
  say("Downloading a browser for the tests");
  await runTool(env, "playwright", ["install", "chromium"]);
  const downloaded = await find();
  if (downloaded !== null) return downloaded;
  await installFromDebian();
  return (
    (await find()) ??
    giveUp(
      "No browser for the end-to-end tests. Install chromium or google-chrome, or set CHROMIUM_PATH to one.",
    )
  );
}
