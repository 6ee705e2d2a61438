"use client";

import { Button } from "@heroui/react/button";
import { type Replacement, useReplacements } from "./use-replacements";

type ReplacementListProps = {
  /** The model that cannot be used. */
  modelRef: string;
  /** Begins each button's name: "Continue with", "Retry with". */
  verb: string;
  /** The provider answers for none of its models any more. */
  serviceEnded: boolean;
  onUse: (ref: string) => void;
};

/** What can be used instead of a model: a button for each that answers now, and who else has it. */
export function ReplacementList({ modelRef, verb, serviceEnded, onUse }: ReplacementListProps) {
  const { ready, waiting } = useReplacements(modelRef, serviceEnded);
  if (ready.length === 0 && waiting.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 text-sm">
      {ready.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-xs text-muted max-sm:basis-full">{verb}</span>
          {ready.map(({ model, provider }) => (
            <Button
              key={model.ref}
              size="sm"
              variant="tertiary"
              className="max-w-full min-w-0"
              aria-label={`${verb} ${model.name} on ${provider.name}`}
              onPress={() => onUse(model.ref)}
            >
              <span dir="auto" className="min-w-0 truncate">
                {model.name}
              </span>
              <span className="shrink-0 font-normal text-muted">{provider.name}</span>
            </Button>
          ))}
        </div>
      )}
      {waiting.length > 0 && <Waiting replacements={waiting} />}
    </div>
  );
}

function Waiting({ replacements }: { replacements: Replacement[] }) {
  return (
    <p className="text-xs leading-relaxed text-pretty text-muted">
      With a key:{" "}
      {replacements.map(({ model, provider }, index) => (
        <span key={model.ref}>
          {index > 0 && ", "}
          {model.name} on {provider.name} (<code className="font-mono">{provider.keyVariable}</code>)
        </span>
      ))}
      .
    </p>
  );
}
