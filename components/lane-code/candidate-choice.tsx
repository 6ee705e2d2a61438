"use client";

import { useId } from "react";
import type { LaneCandidate } from "@/lib/lane-code/lane-code";

type CandidateChoiceProps = {
  candidates: readonly LaneCandidate[];
  chosen: LaneCandidate;
  onChoose: (index: number) => void;
};

/** A text with several lanes in it: which one is meant? */
export function CandidateChoice({ candidates, chosen, onChoose }: CandidateChoiceProps) {
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm text-muted">
        {candidates.every((candidate) => candidate.name === null)
          ? "Several models are called so. Which one?"
          : `The text describes ${candidates.length}. Which one?`}
      </legend>
      {candidates.map((candidate, index) => (
        <label
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same name and model
          key={index}
          className="relative flex cursor-(--cursor-interactive) items-start gap-2.5 rounded-lg border border-border px-3 py-2 text-sm has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            className="mt-1 accent-accent outline-none"
            name={name}
            checked={candidate === chosen}
            onChange={() => onChoose(index)}
          />
          <span className="min-w-0">
            {candidate.name !== null && (
              <span className="block font-medium wrap-break-word">{candidate.name}</span>
            )}
            <span className="block font-mono text-[0.8125rem] wrap-anywhere text-muted">
              {candidate.model ?? "provider not known"}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
