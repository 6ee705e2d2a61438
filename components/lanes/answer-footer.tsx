"use client";

import { Button } from "@heroui/react/button";
import { CopyButton } from "@/components/chat/copy-button";
import { Icon } from "@/components/icons/icon";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { Versions } from "@/lib/chats/message-tree";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { hasContent, toAnswerText } from "./answer-parts";
import type { LaneActions } from "./lane-actions";
import { MetricsStrip } from "./metrics-strip";
import { VersionSwitch } from "./version-switch";

type AnswerFooterProps = {
  message: ChatMessage;
  busy: boolean;
  isLast: boolean;
  versions: Versions | null;
  actions: LaneActions;
};

function canContinue({ outcome, finishReason }: AnswerMetadata): boolean {
  if (outcome === "complete") return finishReason === "length";
  return outcome === "interrupted" || outcome === "incomplete" || outcome === "stopped";
}

/** What can be done with an ended answer, and what it took. */
export function AnswerFooter({ message, busy, isLast, versions, actions }: AnswerFooterProps) {
  const { id, parts, metadata } = message;
  if (metadata === undefined) return null;
  const { outcome } = metadata;
  return (
    <footer className="mt-2">
      <div className="-ml-2 flex flex-wrap items-center gap-x-0.5">
        <CopyButton label="Copy answer" getText={() => toAnswerText(parts)} />
        <Button
          isIconOnly
          size="sm"
          variant="ghost"
          className="text-muted"
          aria-label="Regenerate"
          isDisabled={busy}
          onPress={() => actions.regenerate(id)}
        >
          <Icon name="refresh" />
        </Button>
        {versions !== null && versions.count > 1 && (
          <VersionSwitch versions={versions} isDisabled={busy} onShow={actions.showVersion} />
        )}
        {isLast && hasContent(parts) && canContinue(metadata) && (
          <TextButton label="Continue" isDisabled={busy} onPress={() => actions.continueAnswer()} />
        )}
        {isLast && (outcome === "interrupted" || outcome === "incomplete") && (
          <TextButton label="Try again" isDisabled={busy} onPress={() => actions.retry(id)} />
        )}
      </div>
      <MetricsStrip metadata={metadata} />
    </footer>
  );
}

type TextButtonProps = { label: string; isDisabled: boolean; onPress: () => void };

function TextButton({ label, isDisabled, onPress }: TextButtonProps) {
  return (
    <Button size="sm" variant="tertiary" className="ml-1.5 h-7" isDisabled={isDisabled} onPress={onPress}>
      {label}
    </Button>
  );
}
