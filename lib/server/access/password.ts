import "server-only";
import { createHash, createHmac, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { getDb } from "@/lib/server/db/get-db";
import { getServerSecret } from "@/lib/server/db/server-secret";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";

const passwordName = "password";
const setupSecretName = "setup";

/** True when nobody may come in without signing in: a password is set, or is to be chosen in the browser. */
export function isLocked(): boolean {
  const { SWITCHYARD_PASSWORD, SWITCHYARD_SETUP } = getEnv();
  return SWITCHYARD_PASSWORD !== undefined || SWITCHYARD_SETUP === "on";
}

/** True while the password is still to be chosen. */
export async function isSetupPending(): Promise<boolean> {
  return (
    isLocked() && getEnv().SWITCHYARD_PASSWORD === undefined && (await readStored(passwordName)) === null
  );
}

/** The password as salt and hash; the environment's comes before the one that was chosen. null while there is none. */
async function readPassword(): Promise<string | null> {
  const { SWITCHYARD_PASSWORD } = getEnv();
  if (SWITCHYARD_PASSWORD === undefined) return readStored(passwordName);
  // The process's own salt is enough: it is only compared within it.
  return singleton("environment-password", () => hashPassword(SWITCHYARD_PASSWORD));
}

function hashPassword(password: string, salt = randomBytes(16).toString("hex")): string {
  return `${salt}:${scryptSync(password, salt, 32).toString("hex")}`;
}

/** Compares in constant time. */
export async function isPassword(attempt: string): Promise<boolean> {
  const stored = await readPassword();
  if (stored === null) return false;
  const given = hashPassword(attempt, stored.slice(0, stored.indexOf(":")));
  return timingSafeEqual(Buffer.from(given), Buffer.from(stored));
}

/** Changes with the password, so that a new one signs everybody out; the same for all instances. null while there is none. */
export async function getPasswordMark(seal: string): Promise<string | null> {
  const { SWITCHYARD_PASSWORD } = getEnv();
  if (SWITCHYARD_PASSWORD === undefined) return readStored(passwordName);
  return singleton("password-mark", () => scryptSync(SWITCHYARD_PASSWORD, seal, 32).toString("hex"));
}

/**
 * The token that lets one person choose the password, once: the same in the log of every instance, whichever of them is
 * asked, until it was used.
 */
export async function getSetupToken(): Promise<string> {
  const secret = await getServerSecret(setupSecretName);
  return createHmac("sha256", secret).update("one-time token").digest("base64url").slice(0, 24);
}

/** Sets the password if `token` is the one that was printed and none was chosen yet; false otherwise. */
export async function choosePassword({
  token,
  password,
}: {
  token: string;
  password: string;
}): Promise<boolean> {
  if (!(await isSetupPending()) || !isSame(token, await getSetupToken())) return false;
  const set = await (await getDb())
    .insertInto("server_secrets")
    .values({ name: passwordName, value: hashPassword(password) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return set.numInsertedOrUpdatedRows === 1n;
}

/** Compares in constant time, whatever the lengths. */
function isSame(left: string, right: string): boolean {
  const [first, second] = [left, right].map((text) => createHash("sha256").update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}

async function readStored(name: string): Promise<string | null> {
  const row = await (await getDb())
    .selectFrom("server_secrets")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value ?? null;
}
