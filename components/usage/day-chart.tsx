"use client";

import { type KeyboardEvent, useState } from "react";
import { isolate } from "@/lib/isolate";
import {
  addGroup,
  emptySum,
  keyOf,
  measureOf,
  sumGroups,
  type UsageDimension,
  type UsageMeasure,
  type UsageRow,
  type UsageSum,
} from "@/lib/usage/summarise";
import type { UsageReport } from "@/lib/usage/usage-report";
import { nameDay } from "./name-day";
import { sayMeasure } from "./say-measure";
import { seriesColour } from "./series-colour";

type DayChartProps = {
  report: Pick<UsageReport, "groups" | "today" | "days">;
  /** Of the whole period. */
  rows: UsageRow[];
  dimension: UsageDimension;
  measure: UsageMeasure;
  /** null: the whole period. */
  chosen: number | null;
  onChoose: (day: number | null) => void;
};
type Day = { day: number; sums: UsageSum[]; sum: UsageSum; total: number };

function toDays({ report, rows, dimension, measure }: DayChartProps): Day[] {
  const byPlace = new Map<string, UsageSum>();
  const byDay = new Map<number, UsageSum>();
  for (const group of report.groups) {
    const place = `${group.day}/${keyOf(group, dimension)}`;
    byPlace.set(place, addGroup(byPlace.get(place) ?? emptySum(), group));
    byDay.set(group.day, addGroup(byDay.get(group.day) ?? emptySum(), group));
  }
  return Array.from({ length: report.days }, (_, index) => {
    const day = report.today - report.days + 1 + index;
    const sums = rows.map(({ key }) => byPlace.get(`${day}/${key}`) ?? emptySum());
    const total = sums.reduce((sum, own) => sum + measureOf(own, measure), 0);
    return { day, sums, sum: byDay.get(day) ?? emptySum(), total };
  });
}

/** A bar per day, divided like the table below it, which has the sums of the period or of the day that is chosen here. */
export function DayChart(props: DayChartProps) {
  const { measure, rows, chosen, onChoose } = props;
  const days = toDays(props);
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const first = days[0]?.day ?? 0;
  const last = days.at(-1)?.day ?? 0;
  const named = days.find(({ day }) => day === (pointedAt ?? chosen));
  const most = days.reduce((best, day) => (day.total > best.total ? day : best));
  const highest = most.total;
  const saySum = ({ day, sum }: Day) => `${nameDay(day)}: ${sayMeasure(sum, measure)}`;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = toChosen(event.key, { first, last, chosen });
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    if (next !== null) event.currentTarget.querySelectorAll("button")[next - first]?.focus();
  };
  return (
    <figure className="px-4 pt-4">
      <figcaption className="flex h-6 items-center justify-between gap-4 text-xs text-muted tabular-nums">
        <span className="truncate">
          {named !== undefined
            ? saySum(named)
            : highest === 0
              ? `${days.length} days: ${sayMeasure(sumGroups(props.report.groups), measure)}`
              : `Most on ${saySum(most)}`}
        </span>
        {chosen !== null && (
          <button
            type="button"
            className="button button--sm button--ghost -mr-2 h-6 shrink-0 px-2 text-xs"
            onClick={(event) => {
              // This button goes: who stood on it stands on the chart.
              event.currentTarget
                .closest("figure")
                ?.querySelector<HTMLElement>("[aria-pressed=true]")
                ?.focus();
              onChoose(null);
            }}
          >
            All {days.length} days
          </button>
        )}
      </figcaption>
      <div
        role="toolbar"
        aria-label="Days"
        className="mt-1 flex h-40 items-end gap-px border-b border-border sm:gap-0.5"
        onKeyDown={onKeyDown}
        onPointerLeave={() => setPointedAt(null)}
      >
        {days.map((day) => (
          <button
            key={day.day}
            type="button"
            // One stop of the tabulator; the arrows go from day to day.
            tabIndex={day.day === (chosen ?? last) ? 0 : -1}
            aria-pressed={day.day === chosen}
            aria-label={saySum(day)}
            title={toTitle(day, rows, measure)}
            data-beside={(chosen !== null && day.day !== chosen) || undefined}
            className="flex h-full min-w-0 flex-1 cursor-pointer flex-col justify-end rounded-t-sm hover:bg-default focus-visible:outline-2 focus-visible:outline-focus data-beside:opacity-40"
            onPointerEnter={() => setPointedAt(day.day)}
            onClick={() => onChoose(day.day === chosen ? null : day.day)}
          >
            <span
              className="flex w-full flex-col-reverse overflow-hidden rounded-t-sm"
              style={{ height: highest === 0 ? 0 : `${(day.total / highest) * 100}%` }}
            >
              {day.sums.map((sum, index) => {
                const value = measureOf(sum, measure);
                return value === 0 ? null : (
                  <span
                    key={rows[index]?.key}
                    className="min-h-px shrink-0"
                    style={{ height: `${(value / day.total) * 100}%`, background: seriesColour(index) }}
                  />
                );
              })}
            </span>
          </button>
        ))}
      </div>
      <div className="flex justify-between pt-1 text-[0.6875rem] text-muted tabular-nums" aria-hidden="true">
        <span>{nameDay(first)}</span>
        <span>{nameDay(last)}</span>
      </div>
    </figure>
  );
}

/** The day that a key chooses; null is all of them, undefined is no such key. From all of them one comes to the last. */
function toChosen(
  key: string,
  { first, last, chosen }: { first: number; last: number; chosen: number | null },
): number | null | undefined {
  if (key === "Escape") return chosen === null ? undefined : null;
  if (key === "Home") return first;
  if (key === "End") return last;
  const step =
    key === "ArrowLeft" || key === "ArrowDown" ? -1 : key === "ArrowRight" || key === "ArrowUp" ? 1 : 0;
  if (step === 0) return undefined;
  return chosen === null ? last : Math.min(last, Math.max(first, chosen + step));
}

function toTitle(day: Day, rows: UsageRow[], measure: UsageMeasure): string {
  const parts = rows.flatMap(({ name }, index) => {
    const sum = day.sums[index];
    return sum === undefined || sum.runs === 0 ? [] : [`${isolate(name)}: ${sayMeasure(sum, measure)}`];
  });
  return [nameDay(day.day), ...parts].join("\n");
}
