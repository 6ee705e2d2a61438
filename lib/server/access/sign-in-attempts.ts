import "server-only";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "@/lib/app-error";
import { singleton } from "@/lib/server/singleton";

const attemptsPerWindow = 10;
const windowSeconds = 5 * 60;

const getLimiter = () =>
  singleton(
    "sign-in-attempts",
    () => new RateLimiterMemory({ points: attemptsPerWindow, duration: windowSeconds }),
  );

/**
 * Counts an attempt before its password is looked at: a guesser who is over the limit must not learn that a guess was
 * right. There is one password, so there is one count: changing the address does not help.
 * @throws AppError `rate_limited`
 */
export async function countSignInAttempt(): Promise<void> {
  try {
    await getLimiter().consume("password");
  } catch {
    // The limiter rejects with its state, not an error, once the points are spent.
    throw new AppError("rate_limited", "Too many attempts. Wait five minutes, then try again.");
  }
}

/** Forgets the attempts: somebody knew the password. */
export async function forgetSignInAttempts(): Promise<void> {
  await getLimiter().delete("password");
}
