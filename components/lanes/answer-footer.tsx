"use client";

import { Button } from "@heroui/react/button";
import { useContext, useId, useState } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import { IconButton } from "@/components/icons/icon-button";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { Versions } from "@/lib/chats/message-tree";
import { toPlainText } from "@/lib/chats/to-plain-text";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { AnswerRepeats, CompareVersionsButton } from "./answer-repeats";
import { BestMarks } from "./best-marks";
import type { LaneActions } from "./lane-actions";
import { MetricsStrip } from "./metrics-strip";
import { RepeatButton } from "./repeat-button";
import { SentButton } from "./sent-button";
import { toMetrics } from "./to-metrics";
import { VersionSwitch } from "./version-switch";

type AnswerFooterProps = {
  message: ChatMessage;
  isLast: boolean;
  /** It stands below a question, which can be asked again. */
  isReply: boolean;
  versions: Versions | null;
  actions: LaneActions;
  onEdit: () => void;
};

function canContinue({ outcome, finishReason }: AnswerMetadata): boolean {
  if (outcome === "complete") return finishReason === "length";
  return outcome === "interrupted" || outcome === "incomplete" || outcome === "stopped";
}

/** An error card brings its own way to try again. */
function canTryAgain({ outcome, error }: AnswerMetadata): boolean {
  return error === null && (outcome === "interrupted" || outcome === "incomplete");
}

/** What can be done with an ended answer, and what it took. */
export function AnswerFooter(props: AnswerFooterProps) {
  const { message, isLast, isReply, versions, actions, onEdit } = props;
  const [explained, setExplained] = useState(false);
  const explanationId = useId();
  const { id, parts, metadata } = message;
  const hasText = toPlainText(parts) !== "";
  const best = useContext(BestMarks).get(metadata?.runId ?? "");
  const byHand = metadata?.byHand !== undefined;
  const metrics = metadata === undefined || byHand ? [] : toMetrics(metadata, best);
  if (metadata === undefined) return null;
  return (
    <footer className="mt-2">
      <div className="-ml-2 flex flex-wrap items-center gap-x-0.5">
        {hasText && <CopyButton label="Copy answer" getText={() => toPlainText(parts)} />}
        {isReply && <IconButton icon="refresh" label="Regenerate" onPress={() => actions.regenerate(id)} />}
        {isReply && <RepeatButton onRepeat={(count) => actions.repeat(id, count)} />}
        {hasText && <IconButton icon="edit" label="Edit answer" onPress={onEdit} />}
        <IconButton icon="fork" label="Fork into a new chat" onPress={() => actions.fork(id)} />
        {actions.continueEveryone !== null && metadata.outcome === "complete" && (
          <IconButton
            icon="everyone"
            label="Continue everyone from this answer"
            onPress={() => actions.continueEveryone?.(id)}
          />
        )}
        {metrics.length > 0 && (
          <IconButton
            icon="info"
            label="About these numbers"
            aria-expanded={explained}
            aria-controls={explanationId}
            onPress={() => setExplained(!explained)}
          />
        )}
        {versions !== null && versions.count > 1 && (
          <VersionSwitch versions={versions} onShow={actions.showVersion} />
        )}
        <CompareVersionsButton answerId={id} actions={actions} count={versions?.count ?? 1} />
        {isLast && hasText && canContinue(metadata) && (
          <TextButton label="Continue" onPress={() => actions.continueAnswer()} />
        )}
        {isLast && canTryAgain(metadata) && (
          <TextButton label="Try again" onPress={() => actions.retry(id)} />
        )}
      </div>
      <AnswerRepeats answerId={id} actions={actions} />
      {metrics.length > 0 && (
        <MetricsStrip
          metrics={metrics}
          explanationId={explanationId}
          explained={explained}
          more={<SentButton turnId={metadata.turnId} runId={metadata.runId} />}
        />
      )}
    </footer>
  );
}

type TextButtonProps = { label: string; onPress: () => void };

function TextButton({ label, onPress }: TextButtonProps) {
  return (
    <Button size="sm" variant="tertiary" className="ml-1.5 h-7" onPress={onPress}>
      {label}
    </Button>
  );
}
