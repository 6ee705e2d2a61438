import { Chip } from "@heroui/react/chip";
import type { ReactNode } from "react";

type AnswerHeaderProps = {
  modelName: ReactNode;
  providerName: string | null;
  simulated: boolean;
  /** Somebody has changed its wording. */
  isEdited?: boolean;
  children?: ReactNode;
};

/** Who wrote an answer; `children` stand at the far end. */
export function AnswerHeader(props: AnswerHeaderProps) {
  const { modelName, providerName, simulated, isEdited = false, children } = props;
  return (
    <header className="mb-1.5 flex min-h-6 flex-wrap items-center gap-x-2 text-sm">
      <h2 dir="auto" className="font-semibold">
        {modelName}
      </h2>
      {providerName !== null && providerName !== "" && <span className="text-muted">{providerName}</span>}
      {simulated && (
        <Chip
          size="sm"
          variant="soft"
          color="warning"
          title="Written by the built-in demo provider, not by a model"
        >
          Simulated
        </Chip>
      )}
      {isEdited && (
        <Chip size="sm" variant="soft" title="Somebody changed what this model had answered">
          Edited by hand
        </Chip>
      )}
      <span className="ml-auto text-end text-xs text-muted">{children}</span>
    </header>
  );
}
