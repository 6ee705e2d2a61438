import { Store } from "@/components/chat/store";
import type { ChatSummary } from "@/lib/chats/chat-document";
import type { ChatPlace } from "@/lib/chats/chat-place";
import { chatsPerPage } from "@/lib/chats/chats-per-page";
import { mergeChatList } from "@/lib/chats/merge-chat-list";

const pollMs = 4000;

export type ChatIndexState = {
  /** The pinned ones, then the others, each newest first. */
  chats: readonly ChatSummary[];
  /** There may be older chats than those. */
  hasOlder: boolean;
  /** They could not be read. */
  failed: boolean;
};

/** Where chats are listed from. */
export type ChatPages = {
  listChats: (limit: number) => Promise<ChatSummary[]>;
  listChatsAfter: (place: ChatPlace) => Promise<ChatSummary[]>;
};

const listUnpinned = (chats: readonly ChatSummary[]) => chats.filter(({ pinned }) => !pinned);

/** The list of chats, as far down as somebody has looked. */
export class ChatIndex {
  readonly store: Store<ChatIndexState>;
  /** How far the list is scrolled: kept while something else stands in its place. */
  scrollTop = 0;
  readonly #pages: ChatPages;
  #poll: ReturnType<typeof setTimeout> | undefined;
  /** One page after the other: each is joined to what the one before has left. */
  #reading: Promise<unknown> = Promise.resolve();
  #isReadingOlder = false;

  constructor(chats: readonly ChatSummary[], pages: ChatPages) {
    this.#pages = pages;
    const hasOlder = listUnpinned(chats).length >= chatsPerPage;
    this.store = new Store<ChatIndexState>({ chats, hasOlder, failed: false });
  }

  /** Reads the beginning of the list: enough when a chat has come to the top. */
  refresh(): Promise<void> {
    return this.#read(async () => {
      const head = await this.#pages.listChats(chatsPerPage);
      const isWhole = listUnpinned(head).length < chatsPerPage;
      const chats = mergeChatList({ known: this.store.get().chats, head, isWhole });
      this.store.patch({ chats, hasOlder: this.store.get().hasOlder && !isWhole });
    });
  }

  /** Reads everything that is listed: anything may have changed in it. */
  reread(): Promise<void> {
    return this.#read(async () => {
      const limit = Math.max(chatsPerPage, listUnpinned(this.store.get().chats).length);
      const chats = await this.#pages.listChats(limit);
      this.store.patch({ chats, hasOlder: listUnpinned(chats).length >= limit, failed: false });
    });
  }

  /** Lists the next older chats, once at a time. */
  async showOlder(): Promise<void> {
    if (this.#isReadingOlder || !this.store.get().hasOlder) return;
    this.#isReadingOlder = true;
    this.store.patch({ failed: false });
    await this.#next(async () => {
      const { chats } = this.store.get();
      const last = chats.findLast(({ pinned }) => !pinned);
      if (last === undefined) return;
      const older = await this.#pages.listChatsAfter(last);
      this.store.patch({ chats: [...chats, ...older], hasOlder: older.length >= chatsPerPage });
    }).catch(() => this.store.patch({ failed: true }));
    this.#isReadingOlder = false;
  }

  /** A run that this page does not follow ends unheard: asks until none of the newest is left. */
  pollWhileLive(): void {
    clearTimeout(this.#poll);
    const live = this.store
      .get()
      .chats.slice(0, chatsPerPage)
      .some((chat) => chat.live);
    if (live && document.visibilityState === "visible")
      this.#poll = setTimeout(() => void this.refresh(), pollMs);
  }

  stopPolling(): void {
    clearTimeout(this.#poll);
  }

  async #read(work: () => Promise<void>): Promise<void> {
    clearTimeout(this.#poll);
    // When it fails the list stays as it was: the open chat says itself when the server is gone.
    await this.#next(work).catch(() => {});
    this.pollWhileLive();
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#reading.then(work);
    this.#reading = done.catch(() => {});
    return done;
  }
}
