"use client";

import { Button } from "@heroui/react/button";
import { Icon } from "@/components/icons/icon";
import { findNearest } from "@/lib/find-nearest";

type UnknownPicksProps = {
  /** Refs of the address that no model here has. */
  refs: readonly string[];
  known: readonly { ref: string }[];
  onReplace: (ref: string, by: string) => void;
  onDrop: (ref: string) => void;
};

/** Names the models of the address that are not here, each with the one it is probably a slip of. */
export function UnknownPicks({ refs, known, onReplace, onDrop }: UnknownPicksProps) {
  if (refs.length === 0) return null;
  const knownRefs = known.map(({ ref }) => ref);
  return (
    <section
      aria-label="Unknown models"
      className="shrink-0 border-b border-separator bg-warning-soft px-4 py-2"
    >
      <ul className="flex flex-col gap-1.5 text-sm">
        {refs.map((ref) => {
          const near = findNearest(ref, knownRefs);
          return (
            <li key={ref} className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <p className="flex min-w-0 gap-2">
                <Icon name="alert" className="mt-0.75 size-4 shrink-0 text-warning-soft-foreground" />
                <span className="min-w-0 wrap-anywhere">
                  No model here is called <code className="font-mono">{ref}</code>.
                </span>
              </p>
              {near !== null && (
                <Button size="sm" variant="secondary" onPress={() => onReplace(ref, near)}>
                  <span className="max-w-[60vw] truncate">Take {near}</span>
                </Button>
              )}
              <Button size="sm" variant="ghost" aria-label={`Leave out ${ref}`} onPress={() => onDrop(ref)}>
                Leave it out
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
