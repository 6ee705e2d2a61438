"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import {
  listRows,
  listRowsOfDay,
  sumGroups,
  type UsageDimension,
  type UsageMeasure,
} from "@/lib/usage/summarise";
import { readUsageChoice, type UsageChoice, withUsageChoice } from "@/lib/usage/usage-choice";
import type { UsageReport } from "@/lib/usage/usage-report";
import { DayChart } from "./day-chart";
import { nameDay } from "./name-day";
import { SegmentedChoice } from "./segmented-choice";
import { UsageTable } from "./usage-table";

const dimensions: Record<UsageDimension, string> = {
  model: "Model",
  provider: "Provider",
  source: "Source",
  caller: "Caller",
};
const measures: Record<UsageMeasure, string> = { usd: "Dollars", tokens: "Tokens", runs: "Runs" };

/** The days of a period and the sums of what ran in it, or on the one day that was chosen. The choices stand in the address. */
export function UsageByDay({ report, hasCost }: { report: UsageReport; hasCost: boolean }) {
  const search = useSearchParams();
  const [choice, setChoice] = useState(() => readUsageChoice(search));
  const dimension = choice.dimension ?? "model";
  const measure = choice.measure ?? (hasCost ? "usd" : "tokens");
  /** The state answers at once; the address, which comes later, keeps it. */
  const choose = (change: Partial<UsageChoice>) => {
    const next = { ...choice, ...change };
    setChoice(next);
    window.history.replaceState(null, "", `?${withUsageChoice(search.toString(), next)}`);
  };
  const rows = listRows(report, { dimension, measure });
  const { groups, today, days } = report;
  const day = choice.day !== null && choice.day <= today && choice.day > today - days ? choice.day : null;
  const shown = day === null ? rows : listRowsOfDay(rows, { groups, dimension, day });
  const sum = sumGroups(day === null ? groups : groups.filter((group) => group.day === day));
  const title = dimensions[dimension];
  const on = day === null ? "" : ` on ${nameDay(day)}`;
  return (
    <section aria-labelledby="usage-days">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="usage-days" className="mr-auto text-base font-semibold">
          By day and {title.toLowerCase()}
        </h2>
        <SegmentedChoice
          label="Measure"
          choices={measures}
          value={measure}
          onChange={(value) => choose({ measure: value })}
        />
        <SegmentedChoice
          label="Divided by"
          choices={dimensions}
          value={dimension}
          onChange={(value) => choose({ dimension: value })}
        />
      </div>
      <div className="rounded-xl border border-border bg-surface">
        <DayChart
          report={report}
          rows={rows}
          dimension={dimension}
          measure={measure}
          chosen={day}
          onChoose={(chosen) => choose({ day: chosen })}
        />
        <UsageTable label={`Usage by ${title.toLowerCase()}${on}`} rows={shown} sum={sum} title={title} />
      </div>
    </section>
  );
}
