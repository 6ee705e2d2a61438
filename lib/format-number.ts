const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upToOneDecimal = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** `128,000`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `128K`, `262.1K`, `1M`: for a column; the exact number belongs beside it. */
export function formatCompactCount(count: number): string {
  const [value, unit] =
    count >= 999_950 ? [count / 1_000_000, "M"] : count >= 1_000 ? [count / 1_000, "K"] : [count, ""];
  return `${upToOneDecimal.format(value)}${unit}`;
}

/** Tokens per second: `84.2`, from 100 on without decimals. */
export function formatRate(perSecond: number): string {
  return perSecond >= 99.95 ? whole.format(perSecond) : oneDecimal.format(perSecond);
}

/** Milliseconds as `640 ms`, `1.23 s`, `2 min 05 s`. */
export function formatSeconds(ms: number): string {
  if (ms < 999.5) return `${whole.format(ms)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
