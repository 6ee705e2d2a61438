/** A time zone by its name (`Europe/Berlin`); this process's own where there is no such zone. */
export function toKnownTimeZone(name: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat("en-US").resolvedOptions().timeZone;
  }
}
