import type { ReactNode } from "react";
import type { FactOrigin } from "@/lib/catalogue/catalogue-model";
import { describeSource } from "@/lib/catalogue/describe-source";

type SourcedProps = { origin: FactOrigin; children: ReactNode; className?: string };

/** A figure that says, on hover and on focus, who stated it and when. */
export function Sourced({ origin, children, className = "" }: SourcedProps) {
  const words = describeSource(origin);
  return (
    <span
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what hovering tells must be told to a keyboard too
      tabIndex={0}
      className={`group/source relative inline-block rounded-sm ${className}`}
    >
      {children}
      <span className="sr-only">. {words}</span>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute right-0 bottom-full z-40 mb-1 hidden w-max max-w-56 rounded-lg bg-foreground px-2 py-1 text-left text-[0.6875rem] font-normal text-background group-hover/source:block group-focus/source:block"
      >
        {words}
      </span>
    </span>
  );
}
