import type { ReactNode } from "react";

/** A table of numbers that scrolls sideways where it does not fit; its first column names the rows. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-b-xl">
      <table className="w-full min-w-max text-xs tabular-nums [&_td]:px-3 sm:[&_td]:px-4 [&_td]:py-2 [&_td]:text-right [&_th]:px-3 sm:[&_th]:px-4 [&_th]:py-2 [&_th]:text-right [&_th]:font-normal [&_th:first-child]:max-w-40 sm:[&_th:first-child]:max-w-72 [&_td]:whitespace-nowrap [&_th:first-child]:text-left [&_thead_th]:text-muted [&_tbody_tr]:border-t [&_tbody_tr]:border-separator">
        {children}
      </table>
    </section>
  );
}
