const units = ["B", "KB", "MB", "GB", "TB"];

/** `0 B`, `812 KB`, `1.4 GB`: in steps of 1,000, with a decimal below 10. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** step;
  return `${step > 0 && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${units[step]}`;
}
