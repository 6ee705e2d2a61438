"use client";

import { MarkdownText } from "@/components/markdown/markdown-text";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { StructuredResult } from "@/lib/runs/structured-result";
import { isToolPart } from "@/lib/turns/tool-part";
import { JsonText } from "./json-text";
import { Reasoning } from "./reasoning";
import { ToolCard } from "./tool-card";

type AnswerPartsProps = {
  parts: ChatMessage["parts"];
  live: boolean;
  /** It belongs to the last message of its lane. */
  isLast: boolean;
  /** The answer is still being written, whether or not its stream has been joined. */
  running: boolean;
  runId: string;
  reasoningTokens: number | null;
  /** How long it thought before it answered; null when nobody measured. */
  thoughtMs: number | null;
  /** It was asked for as JSON. */
  isJson: boolean;
  /** How it was found; null when it was not checked. */
  structured: StructuredResult | null;
};

/** What an answer consists of, in the order in which it arrived. */
export function AnswerParts(props: AnswerPartsProps) {
  const { parts, live, isLast, running, runId, reasoningTokens, thoughtMs, isJson, structured } = props;
  const lastIndex = parts.findLastIndex((part) => part.type !== "step-start");
  const reasoningCount = parts.filter((part) => part.type === "reasoning").length;
  return parts.map((part, index) => {
    const growing = live && index === lastIndex;
    const key = `${part.type}-${index}`;
    if (part.type === "text") {
      const isNewest = isLast && index === lastIndex;
      if (!isJson) return <MarkdownText key={key} text={part.text} live={growing} isNewest={isNewest} />;
      // Only what was said last was checked.
      const checked = running || index !== lastIndex ? null : structured;
      return <JsonText key={key} text={part.text} live={growing} structured={checked} />;
    }
    if (part.type === "reasoning") {
      // With several stretches of thinking the totals belong to none of them.
      const [tokens, measuredMs] = reasoningCount === 1 ? [reasoningTokens, thoughtMs] : [null, null];
      return <Reasoning key={key} text={part.text} live={growing} tokens={tokens} measuredMs={measuredMs} />;
    }
    if (isToolPart(part)) return <ToolCard key={key} part={part} runId={runId} running={running} />;
    return null;
  });
}

/** True once there is something to show for the answer. */
export function hasContent(parts: ChatMessage["parts"]): boolean {
  return parts.some((part) => {
    if (part.type === "text" || part.type === "reasoning") return part.text !== "";
    return isToolPart(part);
  });
}
