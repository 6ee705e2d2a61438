export type DayGroup<Item> = { label: string; items: Item[] };

/** Which day it is at a moment, counted from 1970-01-01. */
export type DayOf = (at: number) => number;

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** By the calendar of this process, or of this browser. */
export const localDay: DayOf = (at) => Math.floor((at - new Date(at).getTimezoneOffset() * minuteMs) / dayMs);

/**
 * By the calendar of a time zone that is known here (`Europe/Berlin`). From the parts of a date: in which order, and with what
 * between them, a browser writes them is its own affair, and Safari's differs from Node's.
 */
export function toDayOf(timeZone: string): DayOf {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  return (at) => {
    const parts = format.formatToParts(at);
    const read = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
    return Date.UTC(read("year"), read("month") - 1, read("day")) / dayMs;
  };
}

function toLabel(day: number, today: number): string {
  const days = today - day;
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days < 7) return "Previous 7 days";
  if (days < 30) return "Previous 30 days";
  return new Date(day * dayMs).toLocaleDateString("en-US", {
    timeZone: "UTC",
    month: "long",
    year: "numeric",
  });
}

/** Groups by the calendar: Today, Yesterday, the last week and month, then months. Keeps the given order. */
export function toDayGroups<Item extends { updatedAt: number }>(
  items: readonly Item[],
  { now, dayOf }: { now: number; dayOf: DayOf },
): DayGroup<Item>[] {
  const groups: DayGroup<Item>[] = [];
  const today = dayOf(now);
  // Neighbours are mostly of the same day, and making a label is slow.
  let lastDay = Number.NaN;
  for (const item of items) {
    const day = dayOf(item.updatedAt);
    const last = groups.at(-1);
    const label = day === lastDay && last !== undefined ? last.label : toLabel(day, today);
    lastDay = day;
    if (last?.label === label) last.items.push(item);
    else groups.push({ label, items: [item] });
  }
  return groups;
}
