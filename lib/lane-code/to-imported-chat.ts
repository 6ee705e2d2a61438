import type { Attachment } from "@/lib/attachments/attachment";
import { toFilePart } from "@/lib/attachments/to-file-part";
import { toTitle } from "@/lib/chats/to-title";
import { type ExportedChat, type ExportedFile, exportFormat, exportVersion } from "@/lib/export/chat-export";
import { createId } from "@/lib/id";
import type { ImportedCall, ImportedFile, ImportedMessage, LaneCandidate } from "./lane-code";

/** A file of a pasted text that the server has by now. */
export type StoredImport = { file: ImportedFile; stored: Attachment };

type ChatToMake = {
  chatId: string;
  /** The lane's model; the candidate's, where it names one. */
  model: string;
  candidate: Pick<LaneCandidate, "settings" | "history">;
  files: readonly StoredImport[];
  now: number;
};

/** A pasted conversation as an export of a chat with one lane, ready to be imported. */
export function toImportedChat(given: ChatToMake): {
  format: string;
  version: number;
  chats: ExportedChat[];
  attachments: ExportedFile[];
} {
  const { chatId, model, candidate, files, now } = given;
  const laneId = createId();
  const turnIds = new Map<number, string>();
  let parentId: string | null = null;
  const messages = candidate.history.map((message, index): ExportedChat["messages"][number] => {
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
      metadata: message.role === "user" ? null : describeAnswer({ model, turnId, now }),
      createdAt: now + index,
    };
    parentId = made.id;
    return made;
  });
  const first = candidate.history.find((message) => message.role === "user");
  return {
    format: exportFormat,
    version: exportVersion,
    chats: [
      {
        id: chatId,
        title: toTitle(first?.role === "user" ? first.text : ""),
        createdAt: now,
        updatedAt: now,
        pinnedAt: null,
        lanes: [{ id: laneId, position: 0, model, settings: candidate.settings, leafId: parentId }],
        messages,
      },
    ],
    attachments: files.map(({ file, stored }) => ({
      id: stored.id,
      mediaType: stored.mediaType,
      data: file.data,
    })),
  };
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

/** Nobody here knows how such an answer came about: everything measured is unknown, and it says where it is from. */
function describeAnswer({ model, turnId, now }: { model: string; turnId: string; now: number }) {
  return {
    runId: createId(),
    turnId,
    model,
    modelName: "Imported",
    providerName: "Imported",
    simulated: false,
    outcome: "complete" as const,
    finishReason: null,
    usage: null,
    timing: { startedAt: now, firstTokenMs: null, durationMs: null, outputTokensPerSecond: null },
    cost: { usd: null, status: "unknown", note: "Part of a request that was imported; it did not run here." },
    error: null,
    notices: [],
  };
}
