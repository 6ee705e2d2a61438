import { Chip } from "@heroui/react/chip";
import type { ReactNode } from "react";

type AnswerHeaderProps = {
  modelName: string;
  providerName: string | null;
  simulated: boolean;
  children?: ReactNode;
};

/** Who wrote an answer; `children` stand at the far end. */
export function AnswerHeader({ modelName, providerName, simulated, children }: AnswerHeaderProps) {
  return (
    <header className="mb-1.5 flex min-h-6 flex-wrap items-center gap-x-2 text-sm">
      <h2 className="font-semibold">{modelName}</h2>
      {providerName !== null && <span className="text-muted">{providerName}</span>}
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
      <span className="ml-auto text-xs text-muted">{children}</span>
    </header>
  );
}
