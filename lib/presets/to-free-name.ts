const longestName = 80;

/** The name itself when nobody has it, whatever the case; else with a number: `Careful (2)`. */
export function toFreeName(name: string, others: readonly { name: string }[]): string {
  const taken = new Set(others.map((other) => other.name.toLowerCase()));
  if (!taken.has(name.toLowerCase())) return name;
  for (let number = 2; ; number += 1) {
    const suffix = ` (${number})`;
    const free = `${name.slice(0, longestName - suffix.length)}${suffix}`;
    if (!taken.has(free.toLowerCase())) return free;
  }
}
