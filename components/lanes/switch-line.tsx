"use client";

import { Button } from "@heroui/react/button";
import { useId, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { useCatalogue } from "@/components/models/catalogue-store";
import { findModelIn } from "@/lib/catalogue/find-model";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { previewSwitch, type SwitchPreview } from "@/lib/chats/preview-switch";
import { formatCount } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";

type SwitchLineProps = {
  messages: readonly ChatMessage[];
  /** Of the next turn. */
  modelRef: string;
  settings: LaneSettings;
};

const countOf = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;

/** In one line what a change of the model means for the next message, and opened, in all it means. */
export function SwitchLine({ messages, modelRef, settings }: SwitchLineProps) {
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const { catalogue, failed } = useCatalogue();
  // Without the prices and limits it would be said that they are unknown.
  if (catalogue === null && !failed) return null;
  const model = catalogue === null ? null : findModelIn(catalogue.models, modelRef);
  const preview = previewSwitch({ messages, ref: modelRef, model, settings });
  if (preview === null) return null;
  const isWarning = preview.fit === "exceeds" || preview.unseen.length > 0;
  return (
    <section aria-label={`Switching to ${preview.toName}`} className="mb-1 text-xs text-muted">
      <Button
        size="sm"
        variant="ghost"
        aria-expanded={isOpen}
        aria-controls={detailsId}
        className="h-auto min-h-7 max-w-full min-w-0 justify-start gap-1.5 px-2.5 py-1 text-left text-xs font-normal whitespace-normal text-muted"
        onPress={() => setOpen(!isOpen)}
      >
        <Icon
          name={isWarning ? "alert" : "refresh"}
          className={`size-3.5 shrink-0 ${isWarning ? "text-warning" : ""}`}
        />
        <span className="min-w-0 wrap-anywhere">
          <bdi className="font-medium text-foreground">{preview.toName}</bdi> {toSummary(preview).join(" · ")}
        </span>
        <Icon
          name="chevron-down"
          className={`size-3.5 shrink-0 transition-transform motion-reduce:transition-none ${isOpen ? "rotate-180" : ""}`}
        />
      </Button>
      <ul
        id={detailsId}
        hidden={!isOpen}
        className="mt-0.5 mb-1.5 ml-3 flex max-h-48 flex-col gap-1 overflow-y-auto border-l border-separator py-0.5 pl-3.5 leading-relaxed"
      >
        {toDetails(preview).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function toSummary(preview: SwitchPreview): string[] {
  const { tokens, usd, whyNoUsd, unseen, fit, maxInputTokens } = preview;
  return [
    `gets the conversation again: ≈ ${countOf(tokens, "token")}`,
    usd === null ? (whyNoUsd ?? "cost unknown") : `≈ ${formatUsd(usd)}`,
    ...(unseen.length === 0 ? [] : [`${countOf(unseen.length, "file")} left out`]),
    ...(fit === "exceeds"
      ? [maxInputTokens === null ? "does not fit its context" : "is more input than it takes"]
      : []),
    ...(fit === "tight" ? ["nearly fills its context"] : []),
  ];
}

function toDetails(preview: SwitchPreview): string[] {
  const { fromName, toName, messages, thoughts, untoldCalls, unseen } = preview;
  return [
    `${countOf(messages, "message")} so far ${messages === 1 ? "goes" : "go"} along with your next one. ${toCountWords(preview)}`,
    toCostWords(preview),
    toFitWords(preview),
    ...(thoughts === 0
      ? []
      : [
          `The thinking in ${countOf(thoughts, "answer")} stays here: what ${fromName} thought is not sent to ${toName}.`,
        ]),
    ...(untoldCalls === 0
      ? []
      : [
          `${countOf(untoldCalls, "tool call")} and what came back is not told: the next message has no tools.`,
        ]),
    ...unseen.map((what) => `Left out, and kept in the chat: ${what}`),
  ];
}

function toCountWords({ tokens, countedBy, toName }: SwitchPreview): string {
  const about = `About ${countOf(tokens, "token")}`;
  return countedBy === null
    ? `${about}, guessed from the length of the text.`
    : `${about}, as ${countedBy} counted; ${toName} counts in its own way.`;
}

function toCostWords({ usd, whyNoUsd }: SwitchPreview): string {
  if (usd === null)
    return whyNoUsd === "cost unknown"
      ? "What that costs is unknown: the price of its input is not published."
      : `No cost: ${whyNoUsd}.`;
  if (usd === 0) return "Listed at $0, which need not mean free.";
  return `About ${formatUsd(usd)} of input at the published price, before the answer; nothing of it is cached yet.`;
}

function toFitWords({ fit, contextTokens, maxInputTokens, toName }: SwitchPreview): string {
  if (contextTokens === null) return `How much ${toName} can read is not stated.`;
  if (maxInputTokens !== null)
    return `${toName} takes at most ${countOf(maxInputTokens, "token")} of input: expect a refusal, or begin anew from fewer messages.`;
  const size = `its context of ${countOf(contextTokens, "token")}`;
  if (fit === "exceeds")
    return `It does not fit into ${size}: expect a refusal, or begin anew from fewer messages.`;
  return fit === "tight" ? `It nearly fills ${size}.` : `It fits into ${size}.`;
}
