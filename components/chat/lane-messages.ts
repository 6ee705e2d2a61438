import type { Attachment } from "@/lib/attachments/attachment";
import { listFiles } from "@/lib/attachments/to-file-part";
import type { ChatMessage, StoredMessage } from "@/lib/chats/chat-document";
import { toNewestLeafId, toPath, toVersions, type Versions } from "@/lib/chats/message-tree";
import { toAskedRef } from "@/lib/routes/route-trail";

type NewMessage = Pick<StoredMessage, "id" | "parentId" | "role" | "parts" | "createdAt">;

function toChatMessage({ id, role, parts, metadata }: StoredMessage): ChatMessage {
  return { id, role, parts, metadata: metadata ?? undefined };
}

/** All messages of one lane, on whichever branch they stand. */
export class LaneMessages {
  readonly #laneId: string;
  readonly #nodes = new Map<string, StoredMessage>();

  constructor(laneId: string) {
    this.#laneId = laneId;
  }

  /** Forgets all and takes these. */
  load(messages: readonly StoredMessage[]): void {
    this.#nodes.clear();
    for (const message of messages) this.#nodes.set(message.id, message);
  }

  has(messageId: string): boolean {
    return this.#nodes.has(messageId);
  }

  parentOf(messageId: string): string | null {
    return this.#nodes.get(messageId)?.parentId ?? null;
  }

  /** What an answer was asked of: its model, or the route that chose it. */
  modelOf(answerId: string): string | null {
    const metadata = this.#nodes.get(answerId)?.metadata;
    const model = metadata == null ? "" : toAskedRef(metadata);
    // What somebody wrote by hand has none.
    return model === "" ? null : model;
  }

  /** These messages, as far as they are known. */
  list(messageIds: readonly string[]): StoredMessage[] {
    return messageIds.flatMap((id) => this.#nodes.get(id) ?? []);
  }

  /** The files of a message. */
  filesOf(messageId: string): Attachment[] {
    return listFiles(this.#nodes.get(messageId)?.parts ?? []);
  }

  /** A message that was written just now. */
  add(message: NewMessage): void {
    this.#nodes.set(message.id, { ...message, laneId: this.#laneId, metadata: null });
  }

  /** An answer that has ended; one that was known before keeps its place. */
  addEnded(answer: StoredMessage): void {
    const { parts, metadata } = answer;
    const known = this.#nodes.get(answer.id);
    this.#nodes.set(answer.id, known === undefined ? answer : { ...known, parts, metadata });
  }

  /** Takes over what was shown of messages that are known. */
  keep(shown: readonly ChatMessage[]): void {
    for (const { id, parts, metadata = null } of shown) {
      const node = this.#nodes.get(id);
      if (node !== undefined) this.#nodes.set(id, { ...node, parts, metadata });
    }
  }

  delete(messageId: string): void {
    this.#nodes.delete(messageId);
  }

  /** The messages from the first to this one. */
  pathTo(leafId: string | null): ChatMessage[] {
    return toPath(this.#nodes, leafId).map(toChatMessage);
  }

  /** The end of the newest path through a message. */
  newestLeafOf(messageId: string): string {
    return toNewestLeafId(this.#nodes, messageId);
  }

  /** By message id, the versions of what is shown. */
  versionsOf(shown: readonly ChatMessage[]): ReadonlyMap<string, Versions> {
    return toVersions(this.#nodes, this.list(shown.map(({ id }) => id)));
  }
}
