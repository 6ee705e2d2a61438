import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AppError } from "@/lib/app-error";
import { guardHost } from "./guard";
import { isSignedIn } from "./session";

/** Who asks. Every row belongs to an owner; with one password there is one. */
export type Caller = { ownerId: string };

const owner: Caller = { ownerId: "local" };

/**
 * The caller of a route.
 * @throws AppError `unauthorized`
 */
export async function requireCaller(): Promise<Caller> {
  if (await isSignedIn()) return owner;
  throw new AppError("unauthorized", "Sign in first: open /login in a browser.");
}

/** The caller of a page; somebody who has not signed in is sent to `/login`. */
export async function requirePageCaller(): Promise<Caller> {
  guardHost(await headers());
  if (!(await isSignedIn())) redirect("/login");
  return owner;
}
