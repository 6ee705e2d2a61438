"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import { type BodyField, compareBodies } from "@/lib/comparison/compare-bodies";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import type { ComparisonView } from "./comparison-dialog";
import { listAnswers } from "./list-answers";
import { useTurnExchanges } from "./use-turn-exchanges";

const ExchangeDialog = dynamic(() => import("./exchange-dialog").then((module) => module.ExchangeDialog));
const ComparisonDialog = dynamic(() =>
  import("./comparison-dialog").then((module) => module.ComparisonDialog),
);

/** The turn that most lanes show last; null when they show none in common. */
function findTurn(lanes: readonly LaneSession[]): string | null {
  const last = lanes.flatMap((lane) => lane.answers.at(-1)?.turnId ?? []);
  const counted = [...Map.groupBy(last, (turnId) => turnId)].toSorted((a, b) => b[1].length - a[1].length);
  const [most] = counted;
  return most === undefined || most[1].length < 2 ? null : most[0];
}

type Shown = {
  /** See `findTurn`; null while an answer arrives. */
  turnId: string | null;
  /** JSON was asked for in one of the lanes. */
  hasFields: boolean;
};

/** What the lanes show last, now and whenever an answer has ended or another version of one is shown. */
function useShown(lanes: readonly LaneSession[]): Shown {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribes = lanes.flatMap((lane) => [
        lane.onBusy(listener),
        lane.chat.subscribeMessages(listener),
      ]);
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    [lanes],
  );
  // As a text, which is the same while it says the same.
  const read = () => JSON.stringify(readShown(lanes));
  const shown = useSyncExternalStore(subscribe, read, read);
  return useMemo(() => JSON.parse(shown) as Shown, [shown]);
}

function readShown(lanes: readonly LaneSession[]): Shown {
  if (lanes.some((lane) => lane.busy)) return { turnId: null, hasFields: false };
  const last = lanes.flatMap((lane) => lane.answers.at(-1) ?? []);
  return { turnId: findTurn(lanes), hasFields: last.some(({ structured }) => structured !== undefined) };
}

/** Of several lanes: what was the same and what was not in what they were sent last, and ways to look closer. */
export function ComparisonStrip({ lanes }: { lanes: readonly LaneSession[] }) {
  const { turnId, hasFields } = useShown(lanes);
  const [opened, setOpened] = useState<{ view: ComparisonView; answers: ComparedAnswer[] } | null>(null);
  const [isOpen, setOpen] = useState(false);
  if (turnId === null) return null;

  function open(view: ComparisonView) {
    setOpened({ view, answers: listAnswers(lanes) });
    setOpen(true);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div
      role="group"
      aria-label="Compare the answers"
      className="flex shrink-0 items-center justify-center gap-0.5 border-t border-separator px-3"
    >
      <TurnFairness turnId={turnId} />
      <QuietButton label="Timeline" onPress={() => open("timeline")} />
      <QuietButton label="Differences" onPress={() => open("differences")} />
      {hasFields && <QuietButton label="Fields" onPress={() => open("fields")} />}
      <QuietButton label="Save" onPress={() => open("save")} />
      {opened !== null && (
        <ComparisonDialog
          {...opened}
          isOpen={isOpen}
          onView={(view) => setOpened({ ...opened, view })}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

type QuietButtonProps = { label: string; onPress: () => void; className?: string };

function QuietButton({ label, onPress, className = "shrink-0" }: QuietButtonProps) {
  return (
    <Button
      size="sm"
      variant="ghost"
      className={`h-7 px-2 text-xs font-normal text-muted ${className}`}
      onPress={onPress}
    >
      <span title={label} className="min-w-0 truncate">
        {label}
      </span>
    </Button>
  );
}

function TurnFairness({ turnId }: { turnId: string }) {
  const { lanes } = useTurnExchanges(turnId, true);
  const [isOpen, setOpen] = useState(false);
  const sent = (lanes ?? []).filter(({ exchanges }) => exchanges.length > 0);
  if (sent.length < 2) return null;
  const fields = compareBodies(sent.map(({ exchanges }) => exchanges.at(-1)?.requestBody ?? ""));
  return (
    <>
      <QuietButton label={toWords(fields)} className="min-w-0" onPress={() => setOpen(true)} />
      <ExchangeDialog turnId={turnId} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function toWords(fields: readonly BodyField[]): string {
  const other = fields.filter(({ name }) => name !== "model");
  const named = (verdict: BodyField["verdict"]) =>
    other.filter((field) => field.verdict === verdict).map(({ name }) => name);
  const [different, dropped] = [named("different"), named("dropped")];
  if (different.length + dropped.length === 0) return "Fair: every lane was sent the same, but for its model";
  return [
    different.length > 0 && `Different: ${different.join(", ")}`,
    dropped.length > 0 && `not in all: ${dropped.join(", ")}`,
    `same: ${named("same").join(", ") || "nothing"}`,
  ]
    .filter((words) => words !== false)
    .join(" · ");
}
