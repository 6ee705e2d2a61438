import type { Attachment } from "@/lib/attachments/attachment";
import { toFilePart } from "@/lib/attachments/to-file-part";
import { toTitle } from "@/lib/chats/to-title";
import { type ExportedChat, type ExportedFile, exportFormat, exportVersion } from "@/lib/export/chat-export";
import { createId } from "@/lib/id";
import { toWrittenMetadata } from "@/lib/runs/by-hand-metadata";
import type { ImportedCall, ImportedFile, ImportedMessage, LaneCandidate } from "./lane-code";

/** A file of a pasted text that the server has by now. */
export type StoredImport = { file: ImportedFile; stored: Attachment };

/** A lane with what was said in it. */
export type LaneToMake = { model: string } & Pick<LaneCandidate, "settings" | "history">;

type ChatToMake = {
  chatId: string;
  /** From left to right. */
  lanes: readonly LaneToMake[];
  files: readonly StoredImport[];
  now: number;
  /** What it is called when nothing was said in its first lane. */
  title?: string;
};

/** Conversations that stand in a text or a file as an export of one chat, ready to be imported. */
export function toImportedChat(given: ChatToMake): {
  format: string;
  version: number;
  chats: ExportedChat[];
  attachments: ExportedFile[];
} {
  const { chatId, files, now } = given;
  const lanes = given.lanes.map((lane, position) => toLane(lane, { position, files, now }));
  const first = given.lanes[0]?.history.find((message) => message.role === "user");
  return {
    format: exportFormat,
    version: exportVersion,
    chats: [
      {
        id: chatId,
        title: toTitle(first?.role === "user" ? first.text : (given.title ?? "")),
        createdAt: now,
        updatedAt: now,
        pinnedAt: null,
        lanes: lanes.map(({ lane }) => lane),
        messages: lanes.flatMap(({ messages }) => messages),
      },
    ],
    attachments: files.map(({ file, stored }) => ({
      id: stored.id,
      mediaType: stored.mediaType,
      data: file.data,
    })),
  };
}

type Place = { position: number } & Pick<ChatToMake, "files" | "now">;

function toLane({ model, settings, history }: LaneToMake, { position, files, now }: Place) {
  const laneId = createId();
  const turnIds = new Map<number, string>();
  let parentId: string | null = null;
  const messages = history.map((message, index): ExportedChat["messages"][number] => {
    // A question and its answer are one turn.
    const turnId = (message.role === "assistant" ? turnIds.get(index - 1) : undefined) ?? createId();
    turnIds.set(index, turnId);
    const made: ExportedChat["messages"][number] = {
      id: createId(),
      laneId,
      parentId,
      turnId,
      role: message.role,
      parts: toParts(message, files),
      metadata: null,
      createdAt: now + index,
    };
    parentId = made.id;
    if (message.role === "user") return made;
    // No run of this server made it: nothing is known of it but what it says.
    const written = toWrittenMetadata({ messageId: made.id, turnId, now });
    return { ...made, metadata: { ...written, modelName: "Imported" } };
  });
  return { lane: { id: laneId, position, model, settings, leafId: parentId }, messages };
}

function toParts(
  message: ImportedMessage,
  files: readonly StoredImport[],
): ExportedChat["messages"][number]["parts"] {
  if (message.role === "user") {
    const stored = message.files.flatMap((file) => files.find((each) => each.file === file)?.stored ?? []);
    return [
      ...stored.map(toFilePart),
      ...(message.text === "" ? [] : [{ type: "text", text: message.text }]),
    ];
  }
  return message.steps.flatMap(({ text, calls }) => [
    { type: "step-start" },
    ...(text === "" ? [] : [{ type: "text", text }]),
    ...calls.map(toCallPart),
  ]);
}

function toCallPart({ id, name, input, output }: ImportedCall) {
  const call = { type: "dynamic-tool", toolName: name, toolCallId: id, input };
  return output === null
    ? { ...call, state: "input-available" }
    : { ...call, state: "output-available", output };
}
