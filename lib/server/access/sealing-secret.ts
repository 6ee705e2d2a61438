import "server-only";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getDatabaseKind } from "@/lib/server/db/database-kind";
import { getServerSecret } from "@/lib/server/db/server-secret";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";

/** What seals a cookie has at least as many characters. */
const leastCharacters = 32;

const getKept = () => singleton<{ secret: string | null }>("sealing-secret", () => ({ secret: null }));

/**
 * Seals the cookies. Kept with the data, so that a restart signs nobody out and all instances know one secret. What could not
 * be read is asked for again the next time.
 */
export async function getSealingSecret(): Promise<string> {
  const kept = getKept();
  kept.secret ??=
    getDatabaseKind() === "sqlite"
      ? readSecretFile(getEnv().SWITCHYARD_DATA)
      : await getServerSecret("session");
  return kept.secret;
}

function readSecretFile(folder: string): string {
  const file = path.join(folder, "session-secret");
  const stored = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  // A disk that was full when the file was written has left an empty one.
  if (stored.length >= leastCharacters) return stored;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = randomBytes(32).toString("hex");
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
