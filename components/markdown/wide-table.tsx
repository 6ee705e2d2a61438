import type { ComponentProps } from "react";
import type { ExtraProps } from "streamdown";

/** A table that scrolls sideways by itself when it is wider than the answer. */
export function WideTable({ children }: ComponentProps<"table"> & ExtraProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="table-scroll" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
