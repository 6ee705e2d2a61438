import "server-only";
import { isRecord, type JsonRecord } from "./read-json";

/** The reasoning in a delta or message, whichever field its server uses; the first that has any wins. */
export function readReasoning(delta: JsonRecord): string {
  return (
    reasoningText(delta.reasoning_content) ||
    reasoningText(delta.reasoning) ||
    reasoningText(delta.reasoning_details) ||
    reasoningText(delta.thinking)
  );
}

function reasoningText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(reasoningText).join("");
  if (!isRecord(value)) return "";
  return (
    reasoningText(value.text) ||
    reasoningText(value.content) ||
    reasoningText(value.summary) ||
    reasoningText(value.thinking)
  );
}

/** The text and the reasoning in a delta's `content`: a text, or a list of parts. */
export function readContent(content: unknown): { text: string; reasoning: string } {
  if (typeof content === "string") return { text: content, reasoning: "" };
  const found = { text: "", reasoning: "" };
  for (const part of Array.isArray(content) ? content : [content]) {
    if (typeof part === "string") found.text += part;
    if (!isRecord(part)) continue;
    if (part.type === "thinking" || part.type === "reasoning") found.reasoning += reasoningText(part);
    else if (typeof part.text === "string") found.text += part.text;
  }
  return found;
}
