import { expect, it } from "vitest";
import { readUsageChoice, withUsageChoice, withUsagePeriod } from "./usage-choice";

const read = (search: string) => readUsageChoice(new URLSearchParams(search));

it("what is looked at stands in the address, and stays there when the period is another", () => {
  const choice = { dimension: "caller", measure: null, day: 20_000 } as const;
  const search = withUsageChoice("days=7", choice);
  expect(search).toBe("days=7&by=caller&day=2024-10-04");
  expect(read(search)).toEqual(choice);
  expect(withUsagePeriod(search, 90)).toBe("days=90&by=caller&day=2024-10-04");
  expect(withUsageChoice(search, { ...choice, day: null, measure: "tokens" })).toBe(
    "days=7&by=caller&show=tokens",
  );
});

it.each(["by=colour", "show=", "day=", "day=yesterday", "day=2026-02-30", "day=2026-11-05T12:00"])(
  "an address that says %s chooses nothing",
  (search) => {
    expect(read(search)).toEqual({ dimension: null, measure: null, day: null });
  },
);
