"use client";

import { useState } from "react";

type NameInputProps = {
  label: string;
  value: string;
  /** Why a name cannot be taken; null when it can. */
  toProblem: (name: string) => string | null;
  onChange: (name: string) => void;
  autoFocus?: boolean;
  className?: string;
};

/** A name that is taken at each key as long as it can be, and goes back to the last that could when it is left. */
export function NameInput({ label, value, toProblem, onChange, autoFocus, className = "" }: NameInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const problem = draft === null ? null : toProblem(draft);
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${className}`}>
      <input
        aria-label={label}
        aria-invalid={problem !== null}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: a field that was just added is named next
        autoFocus={autoFocus}
        className="h-8 w-full min-w-0 rounded-md border border-border bg-field px-2 font-mono text-[0.8125rem] text-field-foreground focus-visible:border-focus focus-visible:outline-none aria-invalid:border-danger"
        value={draft ?? value}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const name = event.target.value;
          setDraft(name);
          if (toProblem(name) === null) onChange(name);
        }}
        onBlur={() => setDraft(null)}
      />
      {problem !== null && (
        <p role="status" className="text-xs text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
