"use client";

import { useId } from "react";
import { DiffersMark } from "./differs-mark";

export type Choice = {
  value: string;
  label: string;
  /** It cannot be chosen, as long as it is not. */
  isDisabled?: boolean;
};

type ChoiceRowProps = {
  label: string;
  choices: readonly Choice[];
  value: string;
  onChoose: (value: string) => void;
  /** Another lane has another value. */
  differs?: boolean;
  /** None of them can be chosen. */
  isDisabled?: boolean;
};

/** A few choices beside each other, one of them chosen. */
export function ChoiceRow(props: ChoiceRowProps) {
  const { label, choices, value, onChoose, differs = false, isDisabled = false } = props;
  const name = useId();
  return (
    <fieldset className="min-w-0" disabled={isDisabled}>
      <legend className="flex h-6 items-center gap-1.5 text-sm font-medium text-foreground">
        {label}
        {differs && <DiffersMark />}
      </legend>
      <div className="mt-1 flex rounded-xl bg-default p-0.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="relative flex h-8 min-w-0 flex-auto cursor-(--cursor-interactive) items-center justify-center rounded-[0.625rem] px-1.5 text-center text-[0.8125rem] text-default-foreground/80 transition-colors has-checked:bg-surface has-checked:font-medium has-checked:text-foreground has-checked:shadow-field has-disabled:cursor-not-allowed has-disabled:text-muted has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={isDisabled || (choice.isDisabled === true && choice.value !== value)}
              onChange={() => onChoose(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
