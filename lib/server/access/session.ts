import "server-only";
import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getIronSession, type SessionOptions } from "iron-session";
import { cookies } from "next/headers";
import { getDatabaseKind } from "@/lib/server/db/database-kind";
import { getServerSecret } from "@/lib/server/db/server-secret";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";

/** How long a sign-in lasts, in seconds. */
const maxAgeSeconds = 30 * 24 * 60 * 60;

type SessionData = { signedInAt?: number; passwordMark?: string };

/** Seals the cookies. Kept with the data, so that a restart signs nobody out and all instances know one secret. */
function getSealingSecret(): Promise<string> {
  return singleton("sealing-secret", () =>
    getDatabaseKind() === "sqlite" ? readSecretFile(getEnv().SWITCHYARD_DATA) : getServerSecret("session"),
  );
}

async function readSecretFile(folder: string): Promise<string> {
  const file = path.join(folder, "session-secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(folder, { recursive: true });
  const secret = randomBytes(32).toString("hex");
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}

/** Changes with the password, so that a new one signs everybody out. */
function getPasswordMark(password: string): Promise<string> {
  return singleton("password-mark", async () =>
    scryptSync(password, await getSealingSecret(), 32).toString("hex"),
  );
}

async function getSession() {
  const { PUBLIC_URL } = getEnv();
  const options: SessionOptions = {
    cookieName: "switchyard",
    password: await getSealingSecret(),
    ttl: maxAgeSeconds,
    cookieOptions: {
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      maxAge: maxAgeSeconds,
      secure: PUBLIC_URL?.startsWith("https:") ?? false,
    },
  };
  return getIronSession<SessionData>(await cookies(), options);
}

/** True when no password is set, or the request carries a session signed in with the one that is. */
export async function isSignedIn(): Promise<boolean> {
  const { SWITCHYARD_PASSWORD: password } = getEnv();
  if (password === undefined) return true;
  const session = await getSession();
  return session.passwordMark === (await getPasswordMark(password));
}

/** Compares in constant time. */
export async function isPassword(attempt: string): Promise<boolean> {
  const { SWITCHYARD_PASSWORD: password } = getEnv();
  if (password === undefined) return false;
  const mark = Buffer.from(await getPasswordMark(password), "hex");
  return timingSafeEqual(scryptSync(attempt, await getSealingSecret(), 32), mark);
}

export async function signIn(): Promise<void> {
  const { SWITCHYARD_PASSWORD: password } = getEnv();
  if (password === undefined) return;
  const session = await getSession();
  session.signedInAt = Date.now();
  session.passwordMark = await getPasswordMark(password);
  await session.save();
}

export async function signOut(): Promise<void> {
  (await getSession()).destroy();
}
