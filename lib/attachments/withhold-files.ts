import type { StoredMessage } from "@/lib/chats/chat-document";
import type { Attachment } from "./attachment";
import { kindWords } from "./attachment-kind";
import { maxRequestFileBytes, type ProviderFileLimits } from "./attachment-limits";
import { type FileAbilities, inabilityWords, takesKind } from "./judge-file";
import { readFilePart } from "./to-file-part";

type Carrying = Pick<StoredMessage, "role" | "parts">;
type Part = StoredMessage["parts"][number];

export type FileTaker = {
  modelName: string;
  abilities: FileAbilities | null;
  limits: ProviderFileLimits | null;
};

/** A file that does not go along: what it is and why, each a part of a sentence. */
export type LeftOut = { what: string; reason: string };

/** A path of messages as one model gets it, and what of it the model does not get. */
type Withheld<Message> = { messages: Message[]; leftOut: LeftOut[] };

/**
 * Leaves out of a request the files that its model cannot take, and the oldest of those that are too much for one request,
 * each with a note in its place. The chat keeps them: another model gets them.
 */
export function withholdFiles<Message extends Carrying>(
  path: readonly Message[],
  taker: FileTaker,
): Withheld<Message> {
  const room = { bytes: maxRequestFileBytes, images: taker.limits?.maxImages ?? Number.POSITIVE_INFINITY };
  const left = new Map<Part, string>();
  const leftOut: LeftOut[] = [];
  // The newest come first: they are what is asked about now.
  for (const part of path.flatMap(({ role, parts }) => (role === "user" ? parts : [])).toReversed()) {
    if (part.type !== "file") continue;
    const file = readFilePart(part);
    const reason = file === null ? "it is not stored on this server" : findReason(file, taker, room);
    if (reason === null) continue;
    const what = file === null ? "A file" : `The ${kindWords[file.kind]} “${file.name}”`;
    left.set(part, `[${what} was left out of this request: ${reason}.]`);
    leftOut.unshift({ what, reason });
  }
  if (left.size === 0) return { messages: [...path], leftOut };
  const replace = (part: Part): Part => {
    const text = left.get(part);
    return text === undefined ? part : { type: "text", text };
  };
  return { messages: path.map((message) => ({ ...message, parts: message.parts.map(replace) })), leftOut };
}

/** Why a file is left out; null when it is sent, which takes its room. */
function findReason(
  { kind, bytes }: Attachment,
  { modelName, abilities, limits }: FileTaker,
  room: { bytes: number; images: number },
): string | null {
  if (takesKind(kind, abilities) === false) return `${modelName} ${inabilityWords[kind]}`;
  if (bytes > room.bytes) return `a request carries at most ${maxRequestFileBytes / 1_000_000} MB of files`;
  if (kind === "image" && room.images === 0)
    return `this provider takes at most ${limits?.maxImages} images in a request`;
  room.bytes -= bytes;
  if (kind === "image") room.images -= 1;
  return null;
}
