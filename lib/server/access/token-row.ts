import "server-only";
import { createHash } from "node:crypto";

/** Tokens are random and long: a plain hash of one can neither be guessed nor looked up. */
export const toHash = (token: string) => createHash("sha256").update(token).digest("hex");

/** Our own writing, see `token-store.ts`. */
export function readModels(json: string): string[] {
  return JSON.parse(json) as string[];
}

export const isOver = (expiresAt: number | null) => expiresAt !== null && expiresAt <= Date.now();
