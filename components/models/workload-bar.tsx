"use client";

import { useState } from "react";
import { Icon } from "@/components/icons/icon";
import {
  clampWorkload,
  findPreset,
  type Workload,
  type WorkloadName,
  workloadLimits,
  workloads,
} from "@/lib/catalogue/workload";
import { formatCount } from "@/lib/format-number";

type WorkloadBarProps = { workload: Workload; onChange: (workload: Workload) => void };

const fields: { name: keyof Workload; label: string; unit: string; width: string }[] = [
  { name: "inputTokens", label: "Input tokens", unit: "tokens in", width: "w-24" },
  { name: "cachedPercent", label: "Cached share in percent", unit: "% cached", width: "w-14" },
  { name: "outputTokens", label: "Output tokens", unit: "tokens out", width: "w-20" },
  { name: "runsPerDay", label: "Runs per day", unit: "runs a day", width: "w-20" },
];

const presetNames = Object.keys(workloads) as WorkloadName[];

/** What the estimated costs are for; opens to its four numbers. */
export function WorkloadBar({ workload, onChange }: WorkloadBarProps) {
  const preset = findPreset(workload);
  const words = `${preset === null ? "Own workload" : workloads[preset].label}: ${formatCount(workload.inputTokens)} tokens in (${workload.cachedPercent} % cached), ${formatCount(workload.outputTokens)} out, ${formatCount(workload.runsPerDay)} runs a day`;
  return (
    <details className="group/load w-full min-w-0 text-xs">
      <summary className="flex w-fit max-w-full cursor-pointer list-none items-center gap-1.5 rounded-md text-muted hover:text-foreground">
        <Icon name="chevron-down" className="size-3 shrink-0 -rotate-90 group-open/load:rotate-0" />
        <span className="min-w-0 max-sm:truncate">
          Costs for <span className="text-foreground tabular-nums">{words}</span>
        </span>
      </summary>
      <fieldset className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 pl-4.5">
        <legend className="sr-only">Workload</legend>
        <span className="flex gap-1">
          {presetNames.map((name) => {
            const { label, ...values } = workloads[name];
            return (
              <button
                key={name}
                type="button"
                aria-pressed={preset === name}
                className={`h-7 cursor-pointer rounded-full border px-2.5 ${preset === name ? "border-accent bg-accent-soft text-accent-soft-foreground" : "border-border text-muted hover:text-foreground"}`}
                onClick={() => onChange(values)}
              >
                {label}
              </button>
            );
          })}
        </span>
        {fields.map(({ name, label, unit, width }) => (
          <span key={name} className="flex items-center gap-1.5 text-muted">
            <NumberField
              label={label}
              value={workload[name]}
              max={workloadLimits[name]}
              className={width}
              onChange={(value) => onChange(clampWorkload({ ...workload, [name]: value }))}
            />
            {unit}
          </span>
        ))}
      </fieldset>
    </details>
  );
}

type NumberFieldProps = {
  label: string;
  value: number;
  max: number;
  className: string;
  onChange: (value: number) => void;
};

/** Keeps what is typed while it is no number, and shows the number again once it is left. */
function NumberField({ label, value, max, className, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  function change(text: string) {
    setDraft(text);
    if (text.trim() !== "" && Number.isFinite(Number(text))) onChange(Number(text));
  }
  return (
    <input
      type="number"
      inputMode="numeric"
      aria-label={label}
      min={0}
      max={max}
      className={`h-7 rounded-md border border-border bg-field px-2 text-right text-base text-foreground tabular-nums outline-none focus-visible:outline-2 focus-visible:outline-focus sm:text-xs ${className}`}
      value={draft ?? value}
      onChange={({ target }) => change(target.value)}
      onBlur={() => setDraft(null)}
    />
  );
}
