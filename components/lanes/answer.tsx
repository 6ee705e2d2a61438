"use client";

import { memo } from "react";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { Versions } from "@/lib/chats/message-tree";
import { AnswerFooter } from "./answer-footer";
import { AnswerHeader } from "./answer-header";
import { AnswerParts, hasContent } from "./answer-parts";
import { Duration, ElapsedTime } from "./elapsed-time";
import { ErrorCard } from "./error-card";
import type { LaneActions } from "./lane-actions";
import { OutcomeNote } from "./outcome-note";
import { RouteNote } from "./route-note";
import { StructuredNote } from "./structured-note";
import { UnstoredNote } from "./unstored-note";
import { Waiting } from "./waiting";

type AnswerProps = {
  message: ChatMessage;
  /** It is still arriving. */
  live: boolean;
  isLast: boolean;
  versions: Versions | null;
  actions: LaneActions;
};

/** One model's answer, whatever became of it. */
export const Answer = memo(function Answer({ message, live, isLast, versions, actions }: AnswerProps) {
  const { id, parts, metadata } = message;
  if (metadata === undefined) return null;
  // A run also goes on while its stream has not been joined yet, or has broken off.
  const running = live || metadata.outcome === "running";
  return (
    <article
      aria-label={`Answer from ${metadata.modelName}`}
      aria-busy={running}
      data-message={id}
      className="message-frame pt-2 pb-5"
    >
      <AnswerHeader
        modelName={metadata.modelName}
        providerName={metadata.providerName}
        simulated={metadata.simulated}
      >
        {running && hasContent(parts) && <ElapsedTime since={metadata.timing.startedAt} />}
        {!running && metadata.timing.durationMs !== null && <Duration ms={metadata.timing.durationMs} />}
      </AnswerHeader>
      {metadata.route !== undefined && <RouteNote route={metadata.route} model={metadata.model} />}
      {running && !hasContent(parts) && (
        <Waiting since={metadata.timing.startedAt} waitingFor={metadata.waitingFor ?? null} />
      )}
      <AnswerParts
        parts={parts}
        live={live}
        running={running}
        runId={metadata.runId}
        reasoningTokens={metadata.usage?.reasoningTokens ?? null}
        isJson={metadata.answerFormat !== undefined}
        structured={metadata.structured ?? null}
      />
      {!running && metadata.error !== null && (
        <ErrorCard
          error={metadata.error}
          modelRef={metadata.model}
          onRetry={() => actions.retry(id)}
          onRetryWith={(model) => actions.retryWith(id, model)}
        />
      )}
      {metadata.unstored != null && <UnstoredNote why={metadata.unstored} />}
      {!running && <StructuredNote {...metadata} />}
      {!running && <OutcomeNote metadata={metadata} />}
      {!running && <AnswerFooter message={message} isLast={isLast} versions={versions} actions={actions} />}
    </article>
  );
});
