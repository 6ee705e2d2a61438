import type { ModelMessage } from "ai";
import type { StoredMessage } from "@/lib/chats/chat-document";

type Spoken = Pick<StoredMessage, "role" | "parts">;

/** What was said in a message; reasoning is its model's own and is not sent to another. */
function toText({ parts }: Spoken): string {
  return parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");
}

/**
 * A path of messages as a model gets it. Answers without text (failed, stopped at once) are left out, and messages
 * that then stand side by side in one role become one: many providers refuse roles that do not alternate.
 */
export function toModelMessages(path: Spoken[]): ModelMessage[] {
  const spoken: { role: "user" | "assistant"; content: string }[] = [];
  for (const message of path) {
    const content = toText(message);
    const last = spoken.at(-1);
    if (content === "") continue;
    if (last?.role === message.role) last.content += `\n\n${content}`;
    else spoken.push({ role: message.role, content });
  }
  return spoken;
}
