"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import { useBusy } from "@/components/chat/use-busy";
import { type BodyField, compareBodies } from "@/lib/comparison/compare-bodies";
import { ExchangeDialog } from "./exchange-dialog";
import { useTurnExchanges } from "./use-turn-exchanges";

/** The turn that most lanes show last; null when they show none in common. */
function findTurn(lanes: readonly LaneSession[]): string | null {
  const last = lanes.flatMap((lane) => lane.answers.at(-1)?.turnId ?? []);
  const counted = [...Map.groupBy(last, (turnId) => turnId)].toSorted((a, b) => b[1].length - a[1].length);
  const [most] = counted;
  return most === undefined || most[1].length < 2 ? null : most[0];
}

/** Of several lanes: what was the same and what was not in what they were sent last, from the bodies themselves. */
export function FairnessStrip({ lanes }: { lanes: readonly LaneSession[] }) {
  const busy = useBusy(lanes);
  const turnId = busy ? null : findTurn(lanes);
  return turnId === null ? null : <TurnFairness turnId={turnId} />;
}

function TurnFairness({ turnId }: { turnId: string }) {
  const { lanes } = useTurnExchanges(turnId, true);
  const [isOpen, setOpen] = useState(false);
  const sent = (lanes ?? []).filter(({ exchanges }) => exchanges.length > 0);
  if (sent.length < 2) return null;
  const fields = compareBodies(sent.map(({ exchanges }) => exchanges.at(-1)?.requestBody ?? ""));
  return (
    <div className="flex justify-center border-t border-separator px-3">
      <Button
        size="sm"
        variant="ghost"
        className="h-7 max-w-full min-w-0 gap-1.5 text-xs font-normal text-muted"
        onPress={() => setOpen(true)}
      >
        <span className="min-w-0 truncate">{toWords(fields)}</span>
      </Button>
      <ExchangeDialog turnId={turnId} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
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
