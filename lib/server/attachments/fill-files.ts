import "server-only";
import type { FilePart, ModelMessage, TextPart, UserContent } from "ai";
import type { Kysely } from "kysely";
import { readAttachmentUrl } from "@/lib/attachments/attachment-url";
import type { Database } from "@/lib/server/db/schema";
import { getAttachment, type StoredFile } from "./attachment-store";

type FillOptions = {
  db: Kysely<Database>;
  owner: string;
  /** What stands for the content of what is no text; its base64 unless told otherwise. */
  toContent?: (file: StoredFile, name: string) => string;
};

type Part = Exclude<UserContent, string>[number];

/**
 * Puts the content of the owner's files in the place of what refers to them. Nothing else that could be fetched gets through:
 * an address in a message is never handed to the SDK.
 */
export async function fillFiles(messages: ModelMessage[], options: FillOptions): Promise<ModelMessage[]> {
  const loaded = new Map<string, StoredFile | null>();
  const fillPart = async (part: Part): Promise<TextPart | FilePart> => {
    if (part.type === "text") return part;
    const name = (part.type === "file" ? part.filename : undefined) ?? "file";
    const id = part.type === "file" && typeof part.data === "string" ? readAttachmentUrl(part.data) : null;
    if (id !== null && !loaded.has(id)) loaded.set(id, await getAttachment(options.db, { ...options, id }));
    const file = id === null ? null : loaded.get(id);
    if (file === null || file === undefined)
      return {
        type: "text",
        text: `[The file “${name}” was left out of this request: the server has it no more.]`,
      };
    return toContentPart(file, name, options.toContent ?? toBase64);
  };
  const filled: ModelMessage[] = [];
  for (const message of messages) {
    if (message.role !== "user" || typeof message.content === "string") {
      filled.push(message);
      continue;
    }
    const content: (TextPart | FilePart)[] = [];
    for (const part of message.content) content.push(await fillPart(part));
    filled.push({ ...message, content });
  }
  return filled;
}

// The SDK's own way from bytes to base64 is some hundred times slower.
const toBase64 = ({ data }: StoredFile) => data.toString("base64");

function toContentPart(
  file: StoredFile,
  name: string,
  toContent: NonNullable<FillOptions["toContent"]>,
): TextPart | FilePart {
  if (file.mediaType === "text/plain") {
    const text = new TextDecoder().decode(file.data);
    return { type: "text", text: `<file name="${name}">\n${text}\n</file>` };
  }
  return {
    type: "file",
    mediaType: file.mediaType,
    filename: name,
    data: { type: "data", data: toContent(file, name) },
  };
}
