import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./prepare.mjs";

/** The variables that decide where the server listens: from the environment, else from .env.local, else from .env. */
export function readSetting(name) {
  if (process.env[name]) return process.env[name];
  for (const file of [".env.local", ".env"]) {
    const filePath = path.join(root, file);
    if (!existsSync(filePath)) continue;
    const match = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=\\s*(.*?)\\s*$`, "m").exec(
      readFileSync(filePath, "utf8"),
    );
    const value = match?.[1]?.replace(/^(["'])(.*)\1$/, "$2");
    if (value) return value;
  }
  return undefined;
}
