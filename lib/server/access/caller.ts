import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AppError } from "@/lib/app-error";
import { tokenPrefix } from "@/lib/gateway/token";
import { guardHost } from "./guard";
import { isSignedIn } from "./session";
import { findToken, type GatewayToken } from "./token-store";

/** Who asks. Every row belongs to an owner; with one password there is one. `token` is null for a browser session. */
export type Caller = { ownerId: string; token: GatewayToken | null };

/** With one password there is one owner. */
export const soleOwnerId = "local";
const owner: Caller = { ownerId: soleOwnerId, token: null };

/**
 * The caller of a route.
 * @throws AppError `unauthorized`
 */
export async function requireCaller(): Promise<Caller> {
  if (await isSignedIn()) return owner;
  throw new AppError("unauthorized", "Sign in first: open /login in a browser.");
}

/**
 * The caller of `/v1`: a gateway token, or who may use the pages. A server of one's own without a password needs neither,
 * so the key that a client insists on sending means nothing there, unless it looks like a token.
 * @throws AppError `unauthorized`
 */
export async function requireGatewayCaller(request: Request): Promise<Caller> {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
  if (bearer?.startsWith(tokenPrefix)) {
    const token = await findToken(bearer);
    if (token !== null) return { ownerId: token.owner, token };
    throw new AppError("unauthorized", "This gateway token is unknown, revoked or expired.");
  }
  if (await isSignedIn()) return owner;
  throw new AppError(
    "unauthorized",
    "Send a gateway token as Authorization: Bearer sy_…. It is made under Settings → Gateway tokens.",
  );
}

/** The caller of a page; somebody who has not signed in is sent to `/login`. */
export async function requirePageCaller(): Promise<Caller> {
  guardHost(await headers());
  if (!(await isSignedIn())) redirect("/login");
  return owner;
}
