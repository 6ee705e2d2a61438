import { Store } from "@/components/chat/store";
import { uploadFile } from "@/lib/api/attachments";
import { AppError } from "@/lib/app-error";
import type { Attachment } from "@/lib/attachments/attachment";
import { maxAttachmentBytes, maxAttachments } from "@/lib/attachments/attachment-limits";
import { createId } from "@/lib/id";
import { getDraftFiles, saveDraftFiles } from "./draft-file-store";

/** A file that is to go with the next message. */
export type DraftFile = {
  key: string;
  name: string;
  bytes: number;
  /** The part of it that the server has, from 0 to 1. */
  sent: number;
  /** null until the server has taken it. */
  stored: Attachment | null;
  /** Why it does not go along; null while nothing is wrong. */
  problem: string | null;
  /** It may be tried once more: the fault was not the file's. */
  canRetry: boolean;
};

/** Files that a message took, and what its draft was kept under then. */
export type TakenFiles = { files: Attachment[]; draftKey: string | null };

const atOnce = 2;

/** The files of a chat's next message: sent to the server as they are added, kept with the draft. */
export class DraftFiles {
  readonly store = new Store<readonly DraftFile[]>([]);
  readonly #chatId: string;
  readonly #files = new Map<string, File>();
  readonly #uploads = new Map<string, AbortController>();
  #draftKey: string | null = null;

  constructor(chatId: string) {
    this.#chatId = chatId;
  }

  get #list(): readonly DraftFile[] {
    return this.store.get();
  }

  /** What would go with a message now. */
  get ready(): Attachment[] {
    return this.#list.flatMap(({ stored }) => stored ?? []);
  }

  /** Some are on their way yet. */
  get isSending(): boolean {
    return this.#list.some(isOnItsWay);
  }

  /** From now on the draft has this key; one that was kept under it comes back. */
  keepUnder(draftKey: string | null): void {
    this.#draftKey = draftKey;
    if (this.#list.length === 0) this.store.set(getDraftFiles(draftKey).map(toReady));
  }

  add(files: readonly File[]): void {
    let room = maxAttachments - this.#list.filter(({ problem }) => problem === null).length;
    const added = files.map((file): DraftFile => {
      const key = createId();
      const problem = findProblem(file, room);
      if (problem === null) {
        room -= 1;
        this.#files.set(key, file);
      }
      const { name, size: bytes } = file;
      return { key, name, bytes, sent: 0, stored: null, problem, canRetry: false };
    });
    this.store.set([...this.#list, ...added]);
    this.#proceed();
  }

  remove(key: string): void {
    this.#uploads.get(key)?.abort();
    this.#forget(key);
    this.store.set(this.#list.filter((file) => file.key !== key));
    this.#save();
    this.#proceed();
  }

  retry(key: string): void {
    this.#patch(key, { problem: null, canRetry: false, sent: 0 });
    this.#proceed();
  }

  /** Hands the files over to a message; the draft keeps them until `settle` says that it was taken. */
  take(): TakenFiles {
    const taken = { files: this.ready, draftKey: this.#draftKey };
    for (const { key } of this.#list) this.#forget(key);
    this.store.set([]);
    return taken;
  }

  /** What became of the message: refused, its files are back. */
  settle({ files, draftKey }: TakenFiles, accepted: boolean): void {
    if (accepted) saveDraftFiles(draftKey, []);
    else {
      const back = files.filter(({ id }) => !this.#list.some(({ stored }) => stored?.id === id));
      this.store.set([...back.map(toReady), ...this.#list]);
    }
    this.#save();
  }

  #proceed(): void {
    for (const file of this.#list) {
      if (this.#uploads.size >= atOnce) return;
      if (isOnItsWay(file) && !this.#uploads.has(file.key)) void this.#upload(file.key);
    }
  }

  async #upload(key: string): Promise<void> {
    const file = this.#files.get(key);
    if (file === undefined) return;
    const upload = new AbortController();
    this.#uploads.set(key, upload);
    try {
      const onProgress = (sent: number) => this.#patch(key, { sent });
      const { signal } = upload;
      const stored = await uploadFile({ file, chatId: this.#chatId, onProgress, signal });
      this.#patch(key, { stored, name: stored.name, sent: 1 });
      this.#save();
    } catch (error) {
      const isRefusal = error instanceof AppError;
      const problem = isRefusal
        ? error.message
        : `“${file.name}” could not be sent: the server cannot be reached, or the file cannot be read.`;
      this.#patch(key, { problem, canRetry: !isRefusal || error.status >= 500 });
    } finally {
      this.#uploads.delete(key);
      this.#proceed();
    }
  }

  #patch(key: string, fields: Partial<DraftFile>): void {
    this.store.set(this.#list.map((file) => (file.key === key ? { ...file, ...fields } : file)));
  }

  #forget(key: string): void {
    this.#files.delete(key);
    this.#uploads.delete(key);
  }

  #save(): void {
    saveDraftFiles(this.#draftKey, this.ready);
  }
}

const isOnItsWay = ({ stored, problem }: DraftFile) => stored === null && problem === null;

/** What can be said before anything is sent. */
function findProblem({ name, size }: File, room: number): string | null {
  if (room <= 0) return `“${name}” does not go along: a message takes ${maxAttachments} files.`;
  if (size === 0) return `“${name}” is empty, or a folder.`;
  if (size > maxAttachmentBytes) return `“${name}” is larger than ${maxAttachmentBytes / 1_000_000} MB.`;
  return null;
}

function toReady(stored: Attachment): DraftFile {
  const { name, bytes } = stored;
  return { key: createId(), name, bytes, sent: 1, stored, problem: null, canRetry: false };
}
