import { listFiles } from "@/lib/attachments/to-file-part";
import { toPath } from "@/lib/chats/message-tree";
import { toPlainText } from "@/lib/chats/to-plain-text";
import { toOutcomeNote } from "@/lib/runs/to-outcome-note";
import type { ExportedChat } from "./chat-export";

/** A chat for reading: its shown messages, lane by lane. It cannot be imported. */
export function toMarkdown({ title, lanes, messages }: ExportedChat): string {
  const sections = lanes
    .toSorted((a, b) => a.position - b.position)
    .map(({ id, model, leafId }) => {
      const own = new Map(
        messages.filter(({ laneId }) => laneId === id).map((message) => [message.id, message]),
      );
      const shown = toPath(own, leafId).map((message) => toSection(message, model));
      return `${lanes.length > 1 ? `## ${model}\n\n` : ""}${shown.join("\n---\n\n")}`;
    });
  return `# ${title.replace(/\s+/g, " ")}\n\n${sections.join("\n")}`;
}

type Message = ExportedChat["messages"][number];

function toSection({ role, parts, metadata }: Message, laneModel: string): string {
  const who = role === "user" ? "You" : toAuthor(metadata, laneModel);
  const said = [...listFiles(parts).map(({ name }) => `[${name}]`), toPlainText(parts)];
  const ending = role === "user" || metadata === null ? [] : toEnding(metadata, parts);
  return `**${who}**\n\n${[...said, ...ending].filter((text) => text !== "").join("\n\n")}\n`;
}

/** What the screen says below an answer that did not simply end: it must not look whole here either. */
function toEnding(metadata: NonNullable<Message["metadata"]>, parts: Message["parts"]): string[] {
  const { outcome, error } = metadata;
  if (outcome === "running") return ["> **Running**: This answer was still being written."];
  const note = toOutcomeNote(metadata, parts);
  if (error === null) return note === null ? [] : [`> **${note.word}**: ${note.sentence}`];
  const { title, status, providerMessage } = error;
  // A stream that broke off had begun well.
  const code = status === null || status < 300 ? "" : ` (HTTP ${status})`;
  const words = providerMessage === null ? "" : ` The provider said: ${providerMessage.replace(/\s+/g, " ")}`;
  return [`> **${note?.word ?? "Failed"}**: ${title}${code}${words}`];
}

function toAuthor(metadata: Message["metadata"], laneModel: string): string {
  if (metadata === null) return `${laneModel} (${laneModel})`;
  const { modelName, model, byHand, simulated } = metadata;
  if (byHand === "written") return modelName;
  const marks = `${simulated ? ", simulated" : ""}${byHand === "edited" ? ", edited by hand" : ""}`;
  return `${modelName} (${model})${marks}`;
}
