import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AppError } from "@/lib/app-error";
import { tokenPrefix } from "@/lib/gateway/token";
import { toOwnAddress } from "@/lib/own-address";
import { pageHeader } from "@/lib/page-header";
import { findKnownTokenId, findToken, type GatewayToken } from "./find-token";
import { guardHost } from "./guard";
import { isLocked } from "./password";
import { isSignedIn } from "./session";

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
  throw new AppError(
    "unauthorized",
    "This browser is not signed in, or not any more: sign in at /login in another tab, then try this again.",
  );
}

/**
 * The caller of `/v1`: a gateway token, or who may use the pages. A server of one's own without a password needs neither,
 * so the key that a client insists on sending means nothing there, unless it looks like a token.
 * @throws AppError `unauthorized`
 */
export async function requireGatewayCaller(request: Pick<Request, "headers">): Promise<Caller> {
  const text = readTokenText(request.headers.get("authorization"));
  if (text !== null) {
    const token = await findToken(text);
    if (token !== null) return { ownerId: token.owner, token };
    throw new AppError("unauthorized", "This gateway token is unknown, revoked or expired.");
  }
  if (await isSignedIn()) return owner;
  throw new AppError(
    "unauthorized",
    "Send a gateway token as Authorization: Bearer sy_…. It is made under Settings → Gateway tokens.",
  );
}

/** The token in an `Authorization` header; null for any other key. */
function readTokenText(authorization: string | null): string | null {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
  return bearer?.startsWith(tokenPrefix) === true ? bearer : null;
}

/** True when only the browser's session, which Next reads, can tell whose request it is. */
export const needsSession = (authorization: string | null) =>
  isLocked() && readTokenText(authorization) === null;

/** Whom a request's run will be counted for, from memory; null where that has to be looked up. It lets nobody in. */
export function guessCallerKey(authorization: string | null): string | null {
  const text = readTokenText(authorization);
  if (text !== null) return findKnownTokenId(text);
  return isLocked() ? null : soleOwnerId;
}

/** The caller of a page; somebody who has not signed in is sent to `/login`, and from there to where they wanted. */
export async function requirePageCaller(): Promise<Caller> {
  const asked = await headers();
  guardHost(asked);
  if (!(await isSignedIn())) redirect(toLoginAddress(asked.get(pageHeader)));
  return owner;
}

function toLoginAddress(page: string | null): Route {
  const address = toOwnAddress(page ?? "");
  return address === null || address === "/" ? "/login" : `/login?to=${encodeURIComponent(address)}`;
}
