"use client";

import { Button } from "@heroui/react/button";
import { useEffect, useRef } from "react";

/** One field of both states, as texts. */
export type Differing = { label: string; mine: string; theirs: string };

type EditChoiceProps = {
  /** What was changed in both, in words: `the prompt “Sum up”`. */
  what: string;
  /** What differs; null when it was deleted meanwhile. */
  differing: readonly Differing[] | null;
  isBusy: boolean;
  /** Absent where there is nothing to overwrite any more. */
  onKeepMine?: () => void;
  onTakeTheirs: () => void;
  /** Saves one's own beside the other one; absent where that makes no sense. */
  onKeepBoth?: () => void;
};

/** Another tab changed the same meanwhile: both states, and the choice between them. Nothing is saved before it is made. */
export function EditChoice(props: EditChoiceProps) {
  const { what, differing, isBusy, onKeepMine, onTakeTheirs, onKeepBoth } = props;
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section
      aria-label="Changed in another tab"
      className="flex flex-col gap-3 rounded-xl border border-warning bg-surface p-4 text-sm"
    >
      <p ref={heading} tabIndex={-1} role="alert" className="text-pretty outline-none wrap-anywhere">
        {differing === null
          ? `Meanwhile ${what} was deleted, perhaps in another tab. Your change is not saved.`
          : `Meanwhile ${what} changed too, perhaps in another tab. Nothing is overwritten until you choose.`}
      </p>
      {differing?.map(({ label, mine, theirs }) => (
        <div key={label} className="min-w-0">
          <p className="text-xs font-medium">{label}</p>
          <div className="mt-1 grid gap-2 sm:grid-cols-2">
            <State name="Yours" text={mine} />
            <State name="The other one" text={theirs} />
          </div>
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        {onKeepMine !== undefined && (
          <Button size="sm" isDisabled={isBusy} onPress={onKeepMine}>
            Keep mine
          </Button>
        )}
        {onKeepBoth !== undefined && (
          <Button size="sm" variant="tertiary" isDisabled={isBusy} onPress={onKeepBoth}>
            Save mine as a new one
          </Button>
        )}
        <Button size="sm" variant="tertiary" isDisabled={isBusy} onPress={onTakeTheirs}>
          {differing === null ? "Drop mine" : "Take the other one"}
        </Button>
      </div>
    </section>
  );
}

function State({ name, text }: { name: string; text: string }) {
  return (
    <figure className="min-w-0 rounded-lg border border-separator bg-background px-3 py-2">
      <figcaption className="text-xs text-muted">{name}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too */}
      <p tabIndex={0} className="mt-0.5 max-h-40 overflow-y-auto text-xs whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
    </figure>
  );
}
