import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import util from "node:util";
import { requireOwnNode, root } from "./prepare.mjs";

/** What the text of an .env file sets `name` to; undefined when it does not, or to nothing. */
export function readSettingIn(text, name) {
  requireOwnNode();
  return util.parseEnv(text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"))[name]?.trim() || undefined;
}

/** The variables that decide where the server listens: from the environment, else from .env.local, else from .env. */
export function readSetting(name) {
  if (process.env[name]) return process.env[name];
  for (const file of [".env.local", ".env"]) {
    const filePath = path.join(root, file);
    if (!existsSync(filePath)) continue;
    const value = readSettingIn(readFileSync(filePath, "utf8"), name);
    if (value !== undefined) return value;
  }
  return undefined;
}
