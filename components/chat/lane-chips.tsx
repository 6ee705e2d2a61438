"use client";

import { Button } from "@heroui/react/button";
import { useModelName } from "@/components/models/known-models";
import type { LaneSession } from "./lane-session";
import { useStore } from "./store";

/** The lanes of a comparison: which of them the next message goes to. */
export function LaneChips({ lanes }: { lanes: readonly LaneSession[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div
      role="group"
      aria-label="Ask these lanes"
      className="flex min-w-0 items-center gap-1 overflow-x-auto p-0.5 [scrollbar-width:none]"
    >
      {lanes.map((lane, index) => (
        <LaneChip key={lane.id} lane={lane} number={index + 1} />
      ))}
    </div>
  );
}

function LaneChip({ lane, number }: { lane: LaneSession; number: number }) {
  const { model, isOff } = useStore(lane.store);
  const name = useModelName(model);
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-pressed={!isOff}
      onPress={() => lane.store.patch({ isOff: !isOff })}
      className={`h-7 max-w-40 min-w-0 shrink-0 gap-1.5 rounded-full border px-2.5 text-xs font-normal ${
        isOff ? "border-dashed border-border text-muted line-through" : "border-transparent bg-default"
      }`}
    >
      <span className="sr-only">Ask lane</span> <span className="text-muted tabular-nums">{number}</span>{" "}
      <span dir="auto" className="min-w-0 truncate">
        {name}
      </span>
    </Button>
  );
}
