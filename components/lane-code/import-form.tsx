"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import type { LaneCandidate } from "@/lib/lane-code/lane-code";
import { CandidateChoice } from "./candidate-choice";
import { ImportField } from "./import-field";
import { ImportPreview } from "./import-preview";
import { useLaneCode } from "./use-lane-code";

type ImportFormProps = {
  lane: LaneSession;
  /** The chat is kept in memory only. */
  isTemporary: boolean;
  text: string;
  onText: (text: string) => void;
  onUse: (candidate: LaneCandidate) => void;
  /** It is being used. */
  isBusy: boolean;
  /** Why it could not be used; null while nothing is wrong. */
  refusal: string | null;
  onCancel: () => void;
};

/** A text, what it describes, and the way to use it. */
export function ImportForm(props: ImportFormProps) {
  const { lane, isTemporary, text, onText, onUse, isBusy, refusal, onCancel } = props;
  const { model, settings } = useStore(lane.store);
  const [chosen, setChosen] = useState(0);
  const { read, problem, isPending } = useLaneCode(text);
  const candidate = read?.candidates[chosen] ?? read?.candidates[0] ?? null;
  const isChat = candidate !== null && candidate.history.length > 0;
  const replaced = isChat ? 0 : Object.keys(settings).length;

  return (
    <>
      <div className="relative flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain px-5 py-4">
        <ImportField
          text={text}
          problem={isPending ? null : problem}
          onChange={(next) => {
            onText(next);
            setChosen(0);
          }}
        />
        <p role="status" className="sr-only">
          {!isPending && read !== null && `Recognised: ${read.form}.`}
        </p>
        {read !== null && candidate !== null && (
          <section aria-label="What the chat gets" className="flex flex-col gap-3">
            <h3 className="text-sm font-medium text-foreground">{read.form}</h3>
            {read.candidates.length > 1 && (
              <CandidateChoice candidates={read.candidates} chosen={candidate} onChoose={setChosen} />
            )}
            <ImportPreview candidate={candidate} currentModel={model} />
            {isChat && isTemporary && (
              <p className="text-sm text-muted">This chat is temporary; the new one will be stored.</p>
            )}
            {replaced > 0 && (
              <p className="text-sm text-muted">
                {replaced === 1 ? "The setting" : `The ${replaced} settings`} of this chat will be replaced.
              </p>
            )}
          </section>
        )}
      </div>
      {refusal !== null && (
        <p role="alert" className="shrink-0 px-5 py-2 text-sm wrap-anywhere text-danger">
          {refusal}
        </p>
      )}
      <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-separator px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <Button variant="ghost" onPress={onCancel}>
          Cancel
        </Button>
        <Button
          variant="primary"
          isDisabled={candidate === null || isPending || isBusy}
          onPress={() => candidate !== null && onUse(candidate)}
        >
          {isChat ? "Open as a new chat" : "Use in this chat"}
        </Button>
      </footer>
    </>
  );
}
