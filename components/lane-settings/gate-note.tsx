"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import type { Gate } from "@/lib/settings-gates/to-gates";
import { dropRefusal } from "./refusal-store";

type GateNoteProps = {
  gate: Gate;
  /** What the gate is about, for the names of the buttons. */
  label: string;
  /** A value is set. */
  isSet: boolean;
  /** Opens a gate that only the catalogue has closed; absent when it is open already. */
  onOpen?: (() => void) | undefined;
};

/** Why a setting is closed or changed on its way, who says so, and the way to have it all the same. */
export function GateNote({ gate, label, isSet, onOpen }: GateNoteProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const { kind, reason, refusalId } = gate;

  function forget(id: string) {
    setProblem(null);
    dropRefusal(id).catch((error: unknown) => setProblem(toRefusal(error).text));
  }

  return (
    <div className="mt-1 text-xs text-muted wrap-anywhere">
      <p>
        {reason} {isSet && kind === "refused" && "What is set is kept for other models."}
        {isSet && kind === "stated" && "What is set is sent nevertheless."}
      </p>
      {refusalId !== null && (
        <NoteButton about={label} onPress={() => forget(refusalId)}>
          Try again
        </NoteButton>
      )}
      {kind === "stated" && !isSet && onOpen !== undefined && (
        <NoteButton about={label} onPress={onOpen}>
          Set it anyway
        </NoteButton>
      )}
      {problem !== null && (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}

type NoteButtonProps = { about: string; onPress: () => void; children: string };

function NoteButton({ about, onPress, children }: NoteButtonProps) {
  return (
    <Button
      size="sm"
      variant="tertiary"
      className="mt-1.5 h-7 text-xs"
      aria-label={`${children}: ${about}`}
      onPress={onPress}
    >
      {children}
    </Button>
  );
}
