import type { ReactNode } from "react";

/** One line of a list of facts: its name on the left, what is known on the right. */
export function FactLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-x-4 px-4 py-2">
      <dt className="shrink-0 text-muted">{label}</dt>
      <dd className="ml-auto min-w-0 text-right">{children}</dd>
    </div>
  );
}
