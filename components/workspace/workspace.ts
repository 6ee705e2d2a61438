import type { ChatSession, ChatSessionOptions } from "@/components/chat/chat-session";
import { Store } from "@/components/chat/store";
import { TabChannel, type TabMessage } from "@/components/chat/tab-channel";
import { toRefusal } from "@/components/chat/to-refusal";
import { listChats, listChatsAfter, patchChat } from "@/lib/api/chats";
import type { ChatPatch } from "@/lib/api/endpoints";
import type { ChatDocument, ChatSummary } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { createId, createTemporaryId } from "@/lib/id";
import { ChatIndex } from "./chat-index";

/** Sessions that nobody shows are kept up to this many lanes, so that going back to a chat is instant. */
const maxKeptLanes = 12;

export type Toast =
  | { kind: "deleted"; chat: ChatSummary }
  | { kind: "undo"; text: string; undo: () => Promise<void> }
  | { kind: "problem"; text: string };

export type WorkspaceState = {
  /** What is said for a moment: a chat was deleted, or why a change could not be made. */
  toast: Toast | null;
  /** What lies over the page; null for nothing. */
  overlay: "palette" | "shortcuts" | null;
};

/** What the server knew when it made the page: its list of chats was grouped by this. */
export type Calendar = { now: number; timeZone: string };

/** Makes a session; given by the chat's screen, so that the other pages do not load what a chat needs. */
export type SessionMaker = (options: Omit<ChatSessionOptions, "server">) => ChatSession;

/** What outlives a single page: the list of chats, and the chats that are open or still answering. */
export class Workspace {
  readonly store = new Store<WorkspaceState>({ toast: null, overlay: null });
  readonly index: ChatIndex;
  readonly calendar: Calendar;
  readonly #tabs = new TabChannel();
  readonly #sessions = new Map<string, ChatSession>();

  constructor({ chats, calendar }: { chats: readonly ChatSummary[]; calendar: Calendar }) {
    this.index = new ChatIndex(chats, { listChats, listChatsAfter });
    this.calendar = calendar;
  }

  /** A session for a chat that does not exist yet. */
  createChat(options: {
    models: readonly string[];
    settings: LaneSettings;
    makeSession: SessionMaker;
    temporary: boolean;
  }): ChatSession {
    return this.#open({ ...options, id: options.temporary ? createTemporaryId() : createId() });
  }

  /** The session of a chat read from the server. */
  openChat(document: ChatDocument, makeSession: SessionMaker): ChatSession {
    const session = this.#open({
      id: document.id,
      models: document.lanes.map(({ model }) => model),
      makeSession,
    });
    session.load(document);
    return session;
  }

  /** The session of a chat of which only the id is known; it reads the rest itself. */
  openChatById(options: { id: string; models: readonly string[]; makeSession: SessionMaker }): ChatSession {
    const known = this.#sessions.get(options.id);
    if (known !== undefined) return known;
    const session = this.#open(options);
    void session.refresh();
    return session;
  }

  /** The chat on the screen; null on the other pages. */
  get shownChat(): ChatSession | null {
    return [...this.#sessions.values()].findLast(({ shown }) => shown) ?? null;
  }

  /** Lays something over the page, in the place of what lies there. */
  showOverlay(overlay: WorkspaceState["overlay"]): void {
    this.store.patch({ overlay });
  }

  async renameChat(id: string, title: string): Promise<void> {
    await this.#change(id, { title });
  }

  /** Pins a chat, or lets it go. */
  async pinChat({ id, pinned }: ChatSummary): Promise<void> {
    await this.#change(id, { pinned: !pinned });
  }

  async deleteChat(chat: ChatSummary): Promise<void> {
    if (await this.#change(chat.id, { deleted: true }))
      this.store.patch({ toast: { kind: "deleted", chat } });
  }

  /** Says for a moment what was done, with a way to take it back. Returns how to withdraw the offer. */
  offerUndo(text: string, undo: () => Promise<void>): () => void {
    const toast: Toast = { kind: "undo", text, undo };
    this.store.patch({ toast });
    return () => {
      if (this.store.get().toast === toast) this.dismissToast();
    };
  }

  /** Takes back what the toast offers to; false when it offers nothing. */
  takeBack(): boolean {
    const { toast } = this.store.get();
    if (toast === null || toast.kind === "problem") return false;
    this.dismissToast();
    void (toast.kind === "deleted" ? this.#change(toast.chat.id, { deleted: false }) : toast.undo());
    return true;
  }

  dismissToast(): void {
    this.store.patch({ toast: null });
  }

  /** Follows the other tabs and the page's return into view. Returns how to stop. */
  follow(): () => void {
    const unsubscribe = this.#tabs.subscribe((message) => this.#hear(message));
    const onVisible = () => {
      if (document.visibilityState === "visible") void this.#catchUp();
    };
    document.addEventListener("visibilitychange", onVisible);
    this.index.pollWhileLive();
    return () => {
      this.index.stopPolling();
      unsubscribe();
      document.removeEventListener("visibilitychange", onVisible);
    };
  }

  async #change(id: string, patch: ChatPatch): Promise<boolean> {
    try {
      await patchChat(id, patch);
    } catch (error) {
      this.store.patch({ toast: { kind: "problem", text: toRefusal(error).text } });
      return false;
    }
    this.#tabs.post({ kind: "change", chatId: id });
    await this.index.reread();
    return true;
  }

  #open({
    id,
    models,
    settings,
    makeSession,
  }: {
    id: string;
    models: readonly string[];
    settings?: LaneSettings;
    makeSession: SessionMaker;
  }): ChatSession {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    const session = makeSession({
      id,
      models,
      ...(settings === undefined ? {} : { settings }),
      onChange: (kind) => {
        this.#tabs.post({ kind, chatId: id });
        void this.index.refresh();
      },
    });
    this.#sessions.set(id, session);
    this.#evict();
    return session;
  }

  #evict(): void {
    const countLanes = (session: ChatSession) => session.store.get().lanes.length;
    let kept = [...this.#sessions.values()].reduce((sum, session) => sum + countLanes(session), 0);
    for (const [id, session] of this.#sessions) {
      if (kept <= maxKeptLanes) return;
      if (session.busy || session.shown) continue;
      this.#sessions.delete(id);
      kept -= countLanes(session);
    }
  }

  #hear({ chatId }: TabMessage): void {
    void this.index.reread();
    const session = this.#sessions.get(chatId);
    if (session?.store.get().saved) void session.refresh();
  }

  async #catchUp(): Promise<void> {
    await this.index.reread();
    for (const { id, updatedAt } of this.index.store.get().chats) {
      void this.#sessions.get(id)?.refreshIfOlderThan(updatedAt);
    }
  }
}
