import "server-only";
import { getIronSession, type SessionOptions } from "iron-session";
import { cookies } from "next/headers";
import { getEnv } from "@/lib/server/env";
import { getPasswordMark, isLocked } from "./password";
import { getSealingSecret } from "./sealing-secret";
import { addSession, endSession, isLiveSession } from "./session-store";

/** How long a sign-in lasts, in seconds. */
const maxAgeSeconds = 30 * 24 * 60 * 60;

type SessionData = { id?: string; passwordMark?: string };

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

/** True when nobody has to sign in, or the request carries a session that goes on, signed in with today's password. */
export async function isSignedIn(): Promise<boolean> {
  if (!isLocked()) return true;
  const { id, passwordMark } = await getSession();
  if (id === undefined || passwordMark === undefined) return false;
  return passwordMark === (await getPasswordMark(await getSealingSecret())) && (await isLiveSession(id));
}

/** The id of the browser's session; null without one. */
export async function getSessionId(): Promise<string | null> {
  return isLocked() ? ((await getSession()).id ?? null) : null;
}

/** Signs the browser in. */
export async function signIn({ owner, browser }: { owner: string; browser: string }): Promise<void> {
  const mark = await getPasswordMark(await getSealingSecret());
  if (mark === null) return;
  const session = await getSession();
  session.id = await addSession({ owner, browser });
  session.passwordMark = mark;
  await session.save();
}

/** Signs the browser out; a copy of its cookie is worth nothing from now on. */
export async function signOut(owner: string): Promise<void> {
  const session = await getSession();
  const { id } = session;
  session.destroy();
  if (id !== undefined && (await isLiveSession(id))) await endSession({ owner, sessionId: id });
}
