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
    const value = match?.[1] && toSettingText(match[1]);
    if (value) return value;
  }
  return undefined;
}

/** Without its quotes, or without the comment behind it. */
export function toSettingText(text) {
  const quoted = /^(["'])(.*?)\1(?:\s*#.*)?$/.exec(text);
  return quoted === null ? text.replace(/\s*#.*$/, "") : quoted[2];
}
