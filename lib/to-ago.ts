const units = [
  { name: "day", ms: 86_400_000 },
  { name: "hour", ms: 3_600_000 },
  { name: "minute", ms: 60_000 },
] as const;

/** How long ago something was, in its largest unit: `3 hours ago`; below a minute `just now`. Both in epoch ms. */
export function toAgo(then: number, now: number): string {
  const unit = units.find(({ ms }) => now - then >= ms);
  if (unit === undefined) return "just now";
  const count = Math.floor((now - then) / unit.ms);
  return `${count} ${unit.name}${count === 1 ? "" : "s"} ago`;
}
