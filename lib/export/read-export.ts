import type { z } from "zod";
import { AppError } from "@/lib/app-error";
import { readFilePart } from "@/lib/attachments/to-file-part";
import { locateJsonFault } from "@/lib/locate-json-fault";
import type { Preset } from "@/lib/presets/preset-schema";
import type { Prompt } from "@/lib/prompts/prompt-schema";
import {
  type ExportedChat,
  type ExportedFile,
  exportedChatSchema,
  exportedFileSchema,
  exportedPresetSchema,
  exportedPromptSchema,
  exportFormat,
  exportVersion,
} from "./chat-export";
import { locateJsonPath } from "./locate-json-path";

/** A refusal that says which line of the file is wrong. */
function refuse(text: string, path: readonly PropertyKey[], what: string): AppError {
  const line = locateJsonPath(text, path);
  const place = path.length === 0 ? "" : ` (${path.map(String).join(".")})`;
  return new AppError("invalid_request", `The file cannot be imported. Line ${line}${place}: ${what}.`, {
    details: { line, path },
  });
}

/** What is in an exported file. `refuse` is how a fault that shows later is told, with its line. */
type ReadExport = {
  chats: ExportedChat[];
  files: ExportedFile[];
  presets: Preset[];
  prompts: Prompt[];
  refuse: (path: readonly PropertyKey[], what: string) => AppError;
};

/**
 * The chats in an exported file and the files of their messages, all of them checked but for the files' content.
 * @throws AppError `invalid_json`, `invalid_request`, each naming the line that is wrong
 */
export function readExport(text: string): ReadExport {
  const file = parse(text);
  const { format, version, chats } = file;
  if (format !== exportFormat) throw refuse(text, ["format"], "this is no export of Switchyard");
  if (version !== exportVersion) {
    throw refuse(text, ["version"], `version ${exportVersion} is needed, this is ${JSON.stringify(version)}`);
  }
  if (!Array.isArray(chats)) throw refuse(text, ["chats"], "there is no list of chats");
  const files = readList(text, { name: "attachments", given: file.attachments, schema: exportedFileSchema });
  const ids = new Set<string>();
  const fileIds = new Set(files.map(({ id }) => id));
  const read = chats.map((chat: unknown, index) => {
    const checked = check(text, chat, index);
    const problem = findFileProblem(checked, fileIds);
    if (problem !== null) throw refuse(text, ["chats", index, ...problem.path], problem.what);
    if (ids.has(checked.id)) throw refuse(text, ["chats", index, "id"], "this chat stands in the file twice");
    ids.add(checked.id);
    return checked;
  });
  return {
    chats: read,
    files,
    presets: readList(text, { name: "presets", given: file.presets, schema: exportedPresetSchema }),
    prompts: readList(text, { name: "prompts", given: file.prompts, schema: exportedPromptSchema }),
    refuse: (path, what) => refuse(text, path, what),
  };
}

type List<Item> = { name: string; given: unknown; schema: z.ZodType<Item> };

/** A list that an export may have, each item checked. */
function readList<Item>(text: string, { name, given, schema }: List<Item>): Item[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw refuse(text, [name], "this is no list");
  return given.map((item: unknown, index) => {
    const parsed = schema.safeParse(item);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw refuse(text, [name, index, ...(issue?.path ?? [])], issue?.message ?? "this cannot be read");
  });
}

/** Files of questions must be in the export: an address would be fetched from somewhere else. */
function findFileProblem({ messages }: ExportedChat, fileIds: ReadonlySet<string>): Problem | null {
  for (const [index, { role, parts }] of messages.entries()) {
    for (const [at, part] of parts.entries()) {
      if (part.type !== "file" || role !== "user") continue;
      const id = readFilePart(part)?.id;
      const path = ["messages", index, "parts", at, "url"];
      if (id === undefined)
        return { path, what: "a message's file must be one of this export's attachments" };
      if (!fileIds.has(id)) return { path, what: "the attachment that it names is not in this export" };
    }
  }
  return null;
}

function parse(text: string): Record<string, unknown> {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file === "object" && file !== null && !Array.isArray(file)) return { ...file };
  } catch (error) {
    const fault = locateJsonFault(text);
    const where =
      fault === null ? "" : ` Line ${fault.line}, column ${fault.column}: expected ${fault.expected}.`;
    throw new AppError("invalid_json", `The file is damaged: it is not JSON.${where}`, {
      details: fault,
      cause: error,
    });
  }
  throw refuse(text, [], "this is no export of Switchyard");
}

function check(text: string, chat: unknown, index: number): ExportedChat {
  const parsed = exportedChatSchema.safeParse(chat);
  const issue = parsed.error?.issues[0];
  if (issue !== undefined) throw refuse(text, ["chats", index, ...issue.path], issue.message);
  // What was checked is kept as it stood: an export of it is the same file again.
  const checked = chat as ExportedChat;
  const problem = findTreeProblem(checked);
  if (problem !== null) throw refuse(text, ["chats", index, ...problem.path], problem.what);
  return checked;
}

type Problem = { path: PropertyKey[]; what: string };

/** What is wrong with how a chat's lanes and messages hang together; null when nothing is. */
function findTreeProblem({ lanes, messages }: ExportedChat): Problem | null {
  const laneIds = new Set(lanes.map(({ id }) => id));
  if (laneIds.size < lanes.length) return { path: ["lanes"], what: "two lanes have one id" };
  const byId = new Map(messages.map((message) => [message.id, message]));
  if (byId.size < messages.length) return { path: ["messages"], what: "two messages have one id" };
  for (const [index, { laneId, parentId, role, metadata }] of messages.entries()) {
    const path = ["messages", index];
    if (!laneIds.has(laneId)) return { path: [...path, "laneId"], what: "there is no such lane" };
    const parent = parentId === null ? undefined : byId.get(parentId);
    if (parentId !== null && parent?.laneId !== laneId)
      return { path: [...path, "parentId"], what: "there is no such message in this lane" };
    if ((role === "assistant") !== (metadata !== null))
      return { path: [...path, "metadata"], what: "answers have metadata, questions have none" };
  }
  if (orderByParent(messages) === null)
    return { path: ["messages"], what: "messages are each other's parents" };
  for (const [index, { id, leafId }] of lanes.entries()) {
    if (leafId !== null && byId.get(leafId)?.laneId !== id)
      return { path: ["lanes", index, "leafId"], what: "there is no such message in this lane" };
  }
  return null;
}

/** The messages with each parent before its children; null when there is no such order. */
export function orderByParent<Message extends { id: string; parentId: string | null }>(
  messages: readonly Message[],
): Message[] | null {
  const children = Map.groupBy(messages, ({ parentId }) => parentId);
  const ordered = [...(children.get(null) ?? [])];
  for (const { id } of ordered) ordered.push(...(children.get(id) ?? []));
  return ordered.length === messages.length ? ordered : null;
}
