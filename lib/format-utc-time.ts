const toMinute = new Intl.DateTimeFormat("en-US", {
  dateStyle: "medium",
  timeStyle: "short",
  hourCycle: "h23",
  timeZone: "UTC",
});

/** To the minute, the same wherever it is read: `Nov 28, 2026, 18:05 UTC`. */
export const formatUtcTime = (epochMs: number): string => `${toMinute.format(epochMs)} UTC`;
