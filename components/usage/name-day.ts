const dayMs = 86_400_000;

/** A day since 1970, UTC, in words. */
export const nameDay = (day: number): string =>
  new Date(day * dayMs).toLocaleDateString("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
