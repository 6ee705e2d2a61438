import type { Attachment } from "@/lib/attachments/attachment";
import { toFilePart } from "@/lib/attachments/to-file-part";
import type { StoredMessage } from "@/lib/chats/chat-document";
import type { TurnLane } from "@/lib/turns/turn-request";

/** What a lane does in a turn: a new message below `parentId`, or another answer to it. */
export type LanePlan = Pick<TurnLane, "parentId" | "model"> & {
  message?: { id: string; text: string; files?: readonly Attachment[] };
  /** This tab has changed nothing in the settings that the server knows. */
  keepsSettings?: boolean;
};

/** A started turn of one lane. */
export type LaneTurn = {
  /** true once the server has taken the turn; false when it never did. */
  accepted: Promise<boolean>;
  /** Resolves when nothing more will arrive. */
  ended: Promise<void>;
};

type Planned = NonNullable<LanePlan["message"]>;

/** A planned message as the lane shows it. */
export function toParts({ text, files = [] }: Planned): StoredMessage["parts"] {
  return [...files.map(toFilePart), ...(text === "" ? [] : [{ type: "text" as const, text }])];
}

/** A planned message as the server is sent it. */
export function toAsked({ id, text, files = [] }: Planned): TurnLane["message"] {
  if (files.length === 0) return { id, text };
  return { id, text, attachments: files.map(({ id: fileId, name }) => ({ id: fileId, name })) };
}
