import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./prepare.mjs";

/** A line of an .env file as Next reads it: quotes of three kinds, and what stands behind a # is a comment. */
const line =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/gm;

/** What the text of an .env file sets `name` to; undefined when it does not, or to nothing. */
export function readSettingIn(text, name) {
  const lines = [...text.replaceAll(/\r\n?/g, "\n").matchAll(line)];
  const value = lines.findLast((match) => match[1] === name)?.[2]?.trim();
  return value?.replace(/^(['"`])([\s\S]*)\1$/, "$2") || undefined;
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
