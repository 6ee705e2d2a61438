"use client";

import { memo } from "react";
import type { ChatMessage } from "@/lib/chats/chat-document";
import { toEditableText, toEditedParts } from "@/lib/chats/edited-parts";
import type { Versions } from "@/lib/chats/message-tree";
import type { RunTiming } from "@/lib/runs/answer-metadata";
import { AnswerFooter } from "./answer-footer";
import { AnswerHeader } from "./answer-header";
import { AnswerParts, hasContent } from "./answer-parts";
import { EditMessage } from "./edit-message";
import { Duration, ElapsedTime } from "./elapsed-time";
import { ErrorCard } from "./error-card";
import type { LaneActions } from "./lane-actions";
import { OutcomeNote } from "./outcome-note";
import { RouteNote } from "./route-note";
import { StructuredNote } from "./structured-note";
import { UnstoredNote } from "./unstored-note";
import { useEditing } from "./use-editing";
import { Waiting } from "./waiting";

/** From the first thought to the first word of the answer, as it was measured; null when it was not. */
function toThoughtMs({ phases, durationMs }: RunTiming): number | null {
  const from = phases?.firstReasoningMs ?? null;
  const to = phases?.firstAnswerMs ?? durationMs;
  return from === null || to === null || to < from ? null : to - from;
}

type AnswerProps = {
  message: ChatMessage;
  /** It is still arriving. */
  live: boolean;
  isLast: boolean;
  /** It stands below a question, which can be asked again. */
  isReply: boolean;
  versions: Versions | null;
  /** A rewording that was refused; null when there is none. */
  refusedEdit: string | null;
  actions: LaneActions;
};

/** One model's answer, whatever became of it, or one that somebody wrote. */
export const Answer = memo(function Answer(props: AnswerProps) {
  const { message, live, isLast, isReply, versions, refusedEdit, actions } = props;
  const { id, parts, metadata } = message;
  const editing = useEditing(id, refusedEdit, actions);
  if (metadata === undefined) return null;
  // A run also goes on while its stream has not been joined yet, or has broken off.
  const running = live || metadata.outcome === "running";
  return (
    <article
      aria-label={`Answer from ${metadata.modelName}`}
      aria-busy={running}
      tabIndex={-1}
      data-message={id}
      className="message-frame pt-2 pb-5"
    >
      <AnswerHeader
        modelName={metadata.modelName}
        providerName={metadata.providerName}
        simulated={metadata.simulated}
        isEdited={metadata.byHand === "edited"}
      >
        {running && hasContent(parts) && <ElapsedTime since={metadata.timing.startedAt} />}
        {!running && metadata.timing.durationMs !== null && <Duration ms={metadata.timing.durationMs} />}
      </AnswerHeader>
      {metadata.route !== undefined && <RouteNote route={metadata.route} model={metadata.model} />}
      {running && !hasContent(parts) && (
        <Waiting since={metadata.timing.startedAt} waitingFor={metadata.waitingFor ?? null} />
      )}
      <AnswerParts
        parts={editing.isEditing ? toEditedParts(parts, "") : parts}
        live={live}
        isLast={isLast}
        running={running}
        runId={metadata.runId}
        reasoningTokens={metadata.usage?.reasoningTokens ?? null}
        thoughtMs={toThoughtMs(metadata.timing)}
        isJson={metadata.answerFormat !== undefined}
        structured={metadata.structured ?? null}
      />
      {editing.isEditing && (
        <EditMessage
          text={refusedEdit ?? toEditableText(parts)}
          isFollowed={!isLast}
          onSave={editing.save}
          onSaveAndRun={null}
          onCancel={editing.cancel}
        />
      )}
      {!running && metadata.error !== null && (
        <ErrorCard
          error={metadata.error}
          modelRef={metadata.model}
          onRetry={() => actions.retry(id)}
          onRetryWith={(model) => actions.retryWith(id, model)}
          onRetryWithout={(field) => actions.retryWithout(id, { runId: metadata.runId, field })}
        />
      )}
      {metadata.unstored != null && <UnstoredNote why={metadata.unstored} />}
      {!running && <StructuredNote {...metadata} />}
      {!running && <OutcomeNote metadata={metadata} parts={parts} />}
      {!running && !editing.isEditing && (
        <AnswerFooter
          message={message}
          isLast={isLast}
          isReply={isReply}
          versions={versions}
          actions={actions}
          onEdit={editing.start}
        />
      )}
    </article>
  );
});
