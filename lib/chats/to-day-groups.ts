export type DayGroup<Item> = { label: string; items: Item[] };

const dayMs = 86_400_000;

function toMidnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function toLabel(at: number, now: number): string {
  // A day may have 23 or 25 hours: rounding keeps the distance whole.
  const days = Math.round((toMidnight(now) - toMidnight(at)) / dayMs);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days < 7) return "Previous 7 days";
  if (days < 30) return "Previous 30 days";
  return new Date(at).toLocaleDateString("en-US", { month: "long", year: "numeric" });
}

/** Groups by the local calendar: Today, Yesterday, the last week and month, then months. Keeps the given order. */
export function toDayGroups<Item extends { updatedAt: number }>(
  items: readonly Item[],
  now: number,
): DayGroup<Item>[] {
  const groups: DayGroup<Item>[] = [];
  for (const item of items) {
    const label = toLabel(item.updatedAt, now);
    const last = groups.at(-1);
    if (last?.label === label) last.items.push(item);
    else groups.push({ label, items: [item] });
  }
  return groups;
}
