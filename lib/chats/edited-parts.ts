import type { StoredMessage } from "@/lib/chats/chat-document";

type Parts = StoredMessage["parts"];

/** Where the text begins that a message ends with: behind its files, thoughts and tool calls. */
function toTextStart(parts: Parts): number {
  return parts.findLastIndex(({ type }) => type !== "text") + 1;
}

/** The text of a message that can be rewritten: what it says last. */
export function toEditableText(parts: Parts): string {
  return parts
    .slice(toTextStart(parts))
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n\n");
}

/** The same message with another text; what stands before its text stays. */
export function toEditedParts(parts: Parts, text: string): Parts {
  const kept = parts.slice(0, toTextStart(parts));
  return text === "" ? kept : [...kept, { type: "text", text }];
}
