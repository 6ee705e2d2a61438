"use client";

import type { BodyField } from "@/lib/comparison/compare-bodies";

const mostShown = 400;

const verdicts = {
  same: { label: "same", className: "bg-success-soft text-success-soft-foreground" },
  different: { label: "different", className: "bg-warning-soft text-warning-soft-foreground" },
  dropped: { label: "not in all", className: "bg-warning-soft text-warning-soft-foreground" },
};

const shorten = (text: string) => (text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`);

/** The fields of several bodies beside each other; what all have in common is said once. */
export function BodyTable({ names, fields }: { names: string[]; fields: BodyField[] }) {
  return (
    <dl className="divide-y divide-separator rounded-xl border border-border text-sm">
      {fields.map(({ name, verdict, values }) => (
        <div key={name} className="px-4 py-2.5">
          <dt className="flex items-center gap-2 font-mono text-xs font-medium">
            {name}
            <span
              className={`rounded-full px-1.5 py-px font-sans text-[0.6875rem] ${verdicts[verdict].className}`}
            >
              {verdicts[verdict].label}
            </span>
          </dt>
          {verdict === "same" ? (
            <dd className="mt-1 font-mono text-xs wrap-anywhere text-muted">{shorten(values[0] ?? "")}</dd>
          ) : (
            values.map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
              <dd key={index} className="mt-1 flex gap-2 text-xs">
                <span dir="auto" className="w-40 shrink-0 truncate text-left text-muted" title={names[index]}>
                  {index + 1} {names[index]}
                </span>
                <span className={`min-w-0 font-mono wrap-anywhere ${value === null ? "text-muted" : ""}`}>
                  {value === null ? "not sent" : shorten(value)}
                </span>
              </dd>
            ))
          )}
        </div>
      ))}
    </dl>
  );
}
