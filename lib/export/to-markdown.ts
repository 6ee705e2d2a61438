import { listFiles } from "@/lib/attachments/to-file-part";
import { toPath } from "@/lib/chats/message-tree";
import { toPlainText } from "@/lib/chats/to-plain-text";
import type { ExportedChat } from "./chat-export";

/** A chat for reading: its shown messages, lane by lane. It cannot be imported. */
export function toMarkdown({ title, lanes, messages }: ExportedChat): string {
  const sections = lanes
    .toSorted((a, b) => a.position - b.position)
    .map(({ id, model, leafId }) => {
      const own = new Map(
        messages.filter(({ laneId }) => laneId === id).map((message) => [message.id, message]),
      );
      const shown = toPath(own, leafId).map(({ role, parts, metadata }) => {
        const who = role === "user" ? "You" : toAuthor(metadata, model);
        return `**${who}**\n\n${[...listFiles(parts).map(({ name }) => `[${name}]`), toPlainText(parts)].join("\n\n")}\n`;
      });
      return `${lanes.length > 1 ? `## ${model}\n\n` : ""}${shown.join("\n---\n\n")}`;
    });
  return `# ${title.replace(/\s+/g, " ")}\n\n${sections.join("\n")}`;
}

function toAuthor(metadata: ExportedChat["messages"][number]["metadata"], laneModel: string): string {
  if (metadata === null) return `${laneModel} (${laneModel})`;
  const { modelName, model, byHand } = metadata;
  if (byHand === "written") return modelName;
  return `${modelName} (${model})${byHand === "edited" ? ", edited by hand" : ""}`;
}
