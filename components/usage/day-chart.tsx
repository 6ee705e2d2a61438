"use client";

import { useState } from "react";
import {
  addGroup,
  emptySum,
  keyOf,
  measureOf,
  type UsageDimension,
  type UsageMeasure,
  type UsageRow,
  type UsageSum,
} from "@/lib/usage/summarise";
import type { UsageReport } from "@/lib/usage/usage-report";
import { formatMeasure } from "./format-measure";
import { seriesColour } from "./series-colour";

type DayChartProps = {
  report: UsageReport;
  rows: UsageRow[];
  dimension: UsageDimension;
  measure: UsageMeasure;
};
type Day = { day: number; values: number[]; total: number };

const dayMs = 86_400_000;
const nameDay = (day: number) =>
  new Date(day * dayMs).toLocaleDateString("en-US", { month: "short", day: "numeric", timeZone: "UTC" });

function toDays({ report, rows, dimension, measure }: DayChartProps): Day[] {
  const sums = new Map<string, UsageSum>();
  for (const group of report.groups) {
    const place = `${group.day}/${keyOf(group, dimension)}`;
    sums.set(place, addGroup(sums.get(place) ?? emptySum(), group));
  }
  return Array.from({ length: report.days }, (_, index) => {
    const day = report.today - report.days + 1 + index;
    const values = rows.map(({ key }) => measureOf(sums.get(`${day}/${key}`) ?? emptySum(), measure));
    return { day, values, total: values.reduce((sum, value) => sum + value, 0) };
  });
}

/** A bar per day, divided like the table below it, which holds the same sums as text. */
export function DayChart(props: DayChartProps) {
  const { measure, rows } = props;
  const days = toDays(props);
  const [shown, setShown] = useState<Day | null>(null);
  const highest = Math.max(...days.map(({ total }) => total));
  const said = shown ?? days.reduce((best, day) => (day.total > best.total ? day : best));
  return (
    <figure className="px-4 pt-4">
      <figcaption className="flex h-5 items-baseline justify-between gap-4 text-xs text-muted tabular-nums">
        <span className="truncate">
          {highest === 0
            ? "Nothing of this in the period"
            : `${shown === null ? "Most on " : ""}${nameDay(said.day)}: ${formatMeasure(said.total, measure)}${measure === "usd" ? ", billed and estimated" : ""}`}
        </span>
      </figcaption>
      <div
        role="img"
        aria-label={`${formatMeasure(
          days.reduce((sum, { total }) => sum + total, 0),
          measure,
        )} over ${days.length} days; the most on ${nameDay(said.day)}. The table below has the sums.`}
        className="mt-1 flex h-40 items-end gap-px border-b border-border sm:gap-0.5"
        onPointerLeave={() => setShown(null)}
      >
        {days.map((day) => (
          <div
            key={day.day}
            title={toTitle(day, rows, measure)}
            className="flex h-full min-w-0 flex-1 flex-col justify-end rounded-t-sm hover:bg-default"
            onPointerEnter={() => setShown(day)}
          >
            <div
              className="flex flex-col-reverse overflow-hidden rounded-t-sm"
              style={{ height: highest === 0 ? 0 : `${(day.total / highest) * 100}%` }}
            >
              {day.values.map((value, index) =>
                value === 0 ? null : (
                  <span
                    key={rows[index]?.key}
                    className="min-h-px shrink-0"
                    style={{ height: `${(value / day.total) * 100}%`, background: seriesColour(index) }}
                  />
                ),
              )}
            </div>
          </div>
        ))}
      </div>
      <div className="flex justify-between pt-1 text-[0.6875rem] text-muted tabular-nums" aria-hidden="true">
        <span>{nameDay(days[0]?.day ?? 0)}</span>
        <span>{nameDay(days.at(-1)?.day ?? 0)}</span>
      </div>
    </figure>
  );
}

function toTitle(day: Day, rows: UsageRow[], measure: UsageMeasure): string {
  const parts = rows.flatMap(({ name }, index) => {
    const value = day.values[index] ?? 0;
    return value === 0 ? [] : [`${name}: ${formatMeasure(value, measure)}`];
  });
  return [nameDay(day.day), ...parts].join("\n");
}
