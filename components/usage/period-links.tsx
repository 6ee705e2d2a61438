"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type UsagePeriod, usagePeriods, withUsagePeriod } from "@/lib/usage/usage-choice";

/** The periods to choose from; the choice stands in the address, beside what else was chosen. */
export function PeriodLinks({ days }: { days: UsagePeriod }) {
  const search = useSearchParams().toString();
  return (
    <nav aria-label="Period" className="flex rounded-lg bg-default p-0.5 text-xs">
      {usagePeriods.map((period) => (
        <Link
          key={period}
          href={`/usage?${withUsagePeriod(search, period)}`}
          aria-current={period === days ? "page" : undefined}
          className="rounded-md px-2.5 py-1 text-muted tabular-nums hover:text-foreground aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-foreground aria-[current]:shadow-sm"
        >
          {period} <span className="max-sm:sr-only">days</span>
          <span aria-hidden="true" className="sm:hidden">
            d
          </span>
        </Link>
      ))}
    </nav>
  );
}
