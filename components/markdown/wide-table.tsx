import type { ComponentProps } from "react";
import type { ExtraProps } from "streamdown";

/** A table that scrolls sideways by itself when it is wider than the answer. */
export function WideTable({ children, dir }: ComponentProps<"table"> & ExtraProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div role="group" className="table-scroll" aria-label="Table" tabIndex={0} dir={dir}>
      <table>{children}</table>
    </div>
  );
}
