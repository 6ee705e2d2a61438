"use client";

import { useState } from "react";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import { ChoiceRow } from "@/components/lane-settings/choice-row";
import { compareBodies } from "@/lib/comparison/compare-bodies";
import type { TurnExchanges } from "@/lib/runs/shown-exchange";
import { BodyTable } from "./body-table";
import { ExchangeView } from "./exchange-view";
import { useTurnExchanges } from "./use-turn-exchanges";

type ExchangeDialogProps = {
  turnId: string;
  /** The run that is shown at first; without it what all of the turn's requests have in common. */
  runId?: string;
  isOpen: boolean;
  onClose: () => void;
};

const comparison = "comparison";

/** What a turn really sent to its providers. */
export function ExchangeDialog({ turnId, runId, isOpen, onClose }: ExchangeDialogProps) {
  const { lanes, problem } = useTurnExchanges(turnId, isOpen);
  return (
    <DialogFrame title="As really sent" isOpen={isOpen} onClose={onClose}>
      <div className="relative min-h-0 flex-1 overflow-y-auto px-5 py-4">
        {problem !== null && <p role="alert">{problem}</p>}
        {lanes === null && problem === null && (
          <p className="py-10 text-center text-sm text-muted">Reading…</p>
        )}
        {lanes !== null && <Exchanges lanes={lanes} first={runId ?? comparison} />}
      </div>
    </DialogFrame>
  );
}

/** Requests as they were sent: of one run, or of all what they have in common. */
export function Exchanges({ lanes, first }: { lanes: TurnExchanges; first: string }) {
  const [shown, setShown] = useState(first);
  const sent = lanes.filter(({ exchanges }) => exchanges.length > 0);
  const lane = sent.find(({ runId }) => runId === shown);
  if (sent.length === 0)
    return <p className="text-sm text-muted">Nothing was sent, or what was sent is not kept.</p>;
  return (
    <div className="flex flex-col gap-4">
      {sent.length > 1 && (
        <ChoiceRow
          label="Lane"
          choices={[
            { value: comparison, label: "Compared" },
            ...sent.map(({ runId: value }) => ({
              value,
              label: String(lanes.findIndex((known) => known.runId === value) + 1),
            })),
          ]}
          value={lane === undefined ? comparison : shown}
          onChoose={setShown}
        />
      )}
      {lane === undefined && sent.length > 1 ? (
        <BodyTable
          names={sent.map(({ model }) => model)}
          fields={compareBodies(sent.map(({ exchanges }) => exchanges.at(-1)?.requestBody ?? ""))}
        />
      ) : (
        (lane ?? sent[0])?.exchanges.map((exchange, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: requests of an ended run never change
          <ExchangeView key={index} exchange={exchange} />
        ))
      )}
    </div>
  );
}
