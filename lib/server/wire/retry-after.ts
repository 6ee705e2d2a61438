import "server-only";

/** The longest wait a provider may ask for that we take on ourselves, once; longer ones are shown to the user. */
export const longestOwnWaitMs = 10_000;

/** A longer wait is no time that anybody means. */
const longestWaitMs = 366 * 86_400_000;

/** How long the provider asks to wait, in ms from `now` (epoch ms); null when it names no time. */
export function readRetryAfterMs(headers: Headers, now: number): number | null {
  const waitMs = readWaitMs(headers, now);
  return waitMs === null || waitMs > longestWaitMs ? null : waitMs;
}

function readWaitMs(headers: Headers, now: number): number | null {
  const ms = headers.get("retry-after-ms");
  if (ms !== null && /^\d+(\.\d+)?$/.test(ms.trim())) return Number(ms);
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // `Date.parse` takes a bare number such as -1 for a year.
  const date = /^[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
