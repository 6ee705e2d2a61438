import "server-only";
import { AppError } from "@/lib/app-error";
import { countInWindow, forgetCount } from "./count-in-window";
import { readPeerKey } from "./peer-address";

const attemptsPerAddress = 10;
/** Many addresses guess together; the bound is high enough that one of them does not lock everybody out. */
const attemptsOfAll = 300;
const windowMs = 5 * 60_000;
const nameOf = (headers: Headers) => `sign-in:${readPeerKey(headers)}`;

/**
 * Counts an attempt before its password is looked at: a guesser who is over the limit must not learn that a guess was
 * right. Counted per address, for all instances together.
 * @throws AppError `rate_limited`
 */
export async function countSignInAttempt(headers: Headers): Promise<void> {
  const own = await countInWindow({ name: nameOf(headers), windowMs, amount: 1 });
  if (own.count > attemptsPerAddress) throw tooMany(own.remainingMs);
  const all = await countInWindow({ name: "sign-in", windowMs, amount: 1 });
  if (all.count > attemptsOfAll) throw tooMany(all.remainingMs);
}

/** Forgets the attempts from this address: somebody there knew the password. */
export async function forgetSignInAttempts(headers: Headers): Promise<void> {
  await forgetCount(nameOf(headers));
}

function tooMany(remainingMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(remainingMs / 1000));
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return new AppError(
    "rate_limited",
    `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    { retryAfterSeconds },
  );
}
