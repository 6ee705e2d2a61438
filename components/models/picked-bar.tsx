"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";

type PickedBarProps = {
  refs: readonly string[];
  isComparing: boolean;
  onCompare: (isComparing: boolean) => void;
  onClear: () => void;
};

/** What can be done with the models that are ticked. */
export function PickedBar({ refs, isComparing, onCompare, onClear }: PickedBarProps) {
  const search = new URLSearchParams(refs.map((ref) => ["m", ref]));
  return (
    <section
      aria-label="Picked models"
      className="flex shrink-0 flex-wrap items-center gap-2 border-t border-separator bg-surface px-4 py-2 text-sm"
    >
      <p role="status" className="flex-1 whitespace-nowrap tabular-nums">
        {refs.length} picked
      </p>
      <Button size="sm" variant="ghost" onPress={onClear}>
        Clear
      </Button>
      <Button size="sm" variant="outline" onPress={() => onCompare(!isComparing)}>
        {isComparing ? "Back to the list" : "Compare specs"}
      </Button>
      <Link
        href={`/compare?${search}`}
        prefetch={false}
        className="button button--sm button--primary max-sm:w-full"
      >
        Open side by side
      </Link>
    </section>
  );
}
