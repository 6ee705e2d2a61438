import { type FilePart, isToolUIPart, type ModelMessage, type TextPart, type UserContent } from "ai";
import { toAttachmentUrl } from "@/lib/attachments/attachment-url";
import { readFilePart } from "@/lib/attachments/to-file-part";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { toToolExchange } from "@/lib/chats/to-tool-exchange";

type Spoken = Pick<StoredMessage, "role" | "parts">;

/** What was said in a message; reasoning is its model's own and is not sent to another. */
function toText(parts: Spoken["parts"]): string {
  return toTexts(parts).join("");
}

const toTexts = (parts: Spoken["parts"]): string[] =>
  parts.flatMap((part) => (part.type === "text" && part.text !== "" ? [part.text] : []));

/** An answer's requests: each but the last ended with tool calls. */
function toSteps(parts: Spoken["parts"]): Spoken["parts"][] {
  const steps: Spoken["parts"][] = [[]];
  for (const part of parts) {
    if (part.type === "step-start") steps.push([]);
    else steps.at(-1)?.push(part);
  }
  return steps;
}

/** A step as a model gets it: what was said, the calls that have a result, and the results. */
function toStepMessages(parts: Spoken["parts"]): ModelMessage[] {
  const text = toText(parts);
  const exchanges = parts.filter(isToolUIPart).flatMap((part) => toToolExchange(part) ?? []);
  if (exchanges.length === 0) return text === "" ? [] : [{ role: "assistant", content: text }];
  const said = text === "" ? [] : [{ type: "text" as const, text }];
  return [
    { role: "assistant", content: [...said, ...exchanges.map(({ call }) => call)] },
    { role: "tool", content: exchanges.map(({ result }) => result) },
  ];
}

function toMessages({ role, parts }: Spoken): ModelMessage[] {
  if (role === "assistant") return toSteps(parts).flatMap(toStepMessages);
  if (!parts.some(({ type }) => type === "file")) {
    // What stands in the place of a file is no part of the sentence beside it.
    const text = toTexts(parts).join("\n\n");
    return text === "" ? [] : [{ role, content: text }];
  }
  const content = parts.flatMap(toUserContent);
  return content.length === 0 ? [] : [{ role, content }];
}

/** A file stays a reference to what this server stores; one that is not stored here is nothing. */
function toUserContent(part: Spoken["parts"][number]): (TextPart | FilePart)[] {
  if (part.type === "text") return part.text === "" ? [] : [{ type: "text", text: part.text }];
  const file = readFilePart(part);
  if (file === null) return [];
  return [{ type: "file", mediaType: file.mediaType, filename: file.name, data: toAttachmentUrl(file.id) }];
}

/**
 * A path of messages as a model gets it. Answers without text or calls (failed, stopped at once) are left out, and texts
 * that then stand side by side in one role become one: many providers refuse roles that do not alternate.
 */
export function toModelMessages(path: Spoken[]): ModelMessage[] {
  const messages: ModelMessage[] = [];
  for (const message of path.flatMap(toMessages)) {
    const last = messages.at(-1);
    const joined = last === undefined ? null : joinTexts(last, message);
    if (joined === null) messages.push(message);
    else messages[messages.length - 1] = joined;
  }
  return messages;
}

function joinTexts(last: ModelMessage, next: ModelMessage): ModelMessage | null {
  if (last.role === "user" && next.role === "user" && (isList(last.content) || isList(next.content)))
    return { role: "user", content: [...toList(last.content), ...toList(next.content)] };
  if (typeof last.content !== "string" || typeof next.content !== "string") return null;
  const content = `${last.content}\n\n${next.content}`;
  if (last.role === "user" && next.role === "user") return { role: "user", content };
  return last.role === "assistant" && next.role === "assistant" ? { role: "assistant", content } : null;
}

const isList = (content: UserContent) => typeof content !== "string";

const toList = (content: UserContent): Exclude<UserContent, string> =>
  typeof content === "string" ? [{ type: "text", text: content }] : content;

/** For a model that is offered no tools: many servers refuse calls and results in a request without them. */
export function withoutToolCalls<Message extends Spoken>(message: Message): Message {
  return { ...message, parts: message.parts.filter((part) => !isToolUIPart(part)) };
}
