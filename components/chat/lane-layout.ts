import type { ChatPatch } from "@/lib/api/endpoints";
import { createId } from "@/lib/id";
import { maxLanes } from "@/lib/turns/turn-limits";
import type { ChatServer } from "./chat-server";
import type { ChatState } from "./chat-session";
import type { LaneSession } from "./lane-session";
import type { Store } from "./store";
import { toRefusal } from "./to-refusal";

type LaneLayoutOptions = {
  chatId: string;
  server: ChatServer;
  store: Store<ChatState>;
  createLane: (lane: { id: string; like: LaneSession }) => LaneSession;
  /** Reads the chat again. */
  refresh: () => Promise<unknown>;
  /** Sends settings that are not saved yet. */
  flush: () => Promise<unknown>;
  stopLane: (lane: LaneSession) => Promise<void>;
  onChange: () => void;
};

/** Takes a change of the lanes back. */
export type Undo = () => Promise<void>;

/** All lanes show one answer: how to take that back, and when that is no longer what it would do. */
export type Continuation = {
  undo: Undo;
  /** Calls `listener` once a lane shows anything else: what was said since would disappear with the undoing. */
  onMovedOn: (listener: () => void) => void;
};

/** Which lanes a chat has and in what order; as long as the server does not know the chat, only the screen knows. */
export class LaneLayout {
  readonly #options: LaneLayoutOptions;

  constructor(options: LaneLayoutOptions) {
    this.#options = options;
  }

  get #lanes(): readonly LaneSession[] {
    return this.#options.store.get().lanes;
  }

  /** Adds a lane to the right of `like`: same model, same settings, and a copy of what it shows. Null when refused. */
  async add(like: LaneSession): Promise<LaneSession | null> {
    const { chatId, server, store, createLane, refresh, flush } = this.#options;
    if (this.#lanes.length >= maxLanes) return null;
    const id = createId();
    if (!store.get().saved) {
      const lane = createLane({ id, like });
      store.patch({ lanes: this.#lanes.flatMap((known) => (known === like ? [known, lane] : [known])) });
      return lane;
    }
    const done = await this.#ask(async () => {
      await flush();
      await server.copyLane(chatId, { from: like.id, laneId: id });
      await refresh();
    });
    return done ? (this.#lanes.find((lane) => lane.id === id) ?? null) : null;
  }

  /** Takes a lane away. Returns how to have it back; null when refused. */
  async remove(lane: LaneSession): Promise<Undo | null> {
    const { chatId, server, store, refresh, stopLane } = this.#options;
    const before = this.#lanes;
    const others = before.filter((known) => known !== lane);
    if (others.length === 0) return null;
    if (!store.get().saved) {
      store.patch({ lanes: others });
      return async () => store.patch({ lanes: before });
    }
    const done = await this.#ask(async () => {
      if (lane.busy) {
        await stopLane(lane);
        await lane.settled();
      }
      await server.patchLane(chatId, lane.id, { removed: true });
    });
    if (!done) return null;
    store.patch({ lanes: this.#lanes.filter((known) => known !== lane) });
    return async () => {
      await this.#ask(async () => {
        await server.patchLane(chatId, lane.id, { removed: false });
        await refresh();
      });
    };
  }

  /** Moves a lane by so many places to the right, or to the left when negative. */
  async move(lane: LaneSession, by: number): Promise<void> {
    const { chatId, server, store } = this.#options;
    const from = this.#lanes.indexOf(lane);
    const to = Math.min(Math.max(from + by, 0), this.#lanes.length - 1);
    if (from < 0 || from === to) return;
    const before = this.#lanes;
    const lanes = before.toSpliced(from, 1).toSpliced(to, 0, lane);
    store.patch({ lanes });
    if (!store.get().saved) return;
    const patch: ChatPatch = { laneIds: lanes.map(({ id }) => id) };
    if (!(await this.#ask(() => server.patchChat(chatId, patch)))) store.patch({ lanes: before });
  }

  /** Lets every lane go on from this answer; null when refused. */
  async continueEveryone(lane: LaneSession, messageId: string): Promise<Continuation | null> {
    const { chatId, server, refresh } = this.#options;
    let continuation: Continuation | null = null;
    await this.#ask(async () => {
      const { before } = await server.continueEveryone(chatId, { laneId: lane.id, messageId });
      await refresh();
      const undo = async () => {
        await this.#ask(async () => {
          for (const { laneId, leafId } of before) await server.patchLane(chatId, laneId, { leafId });
          await refresh();
        });
      };
      continuation = { undo, onMovedOn: watchLeaves(this.#lanes) };
    });
    return continuation;
  }

  /** Only these lanes are asked next. */
  askOnly(asked: readonly LaneSession[]): void {
    for (const lane of this.#lanes) lane.store.patch({ isOff: !asked.includes(lane) });
  }

  /** Does what is asked of the server; false when it refused, and the notice says why. */
  async #ask(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
    } catch (error) {
      this.#options.store.patch({ notice: toRefusal(error) });
      return false;
    }
    this.#options.onChange();
    return true;
  }
}

/** Tells once that one of these lanes ends with another message than now. */
function watchLeaves(lanes: readonly LaneSession[]): Continuation["onMovedOn"] {
  const leaves = lanes.map((lane) => ({ lane, leafId: lane.leafId }));
  return (listener) => {
    const tell = () => {
      if (leaves.every(({ lane, leafId }) => lane.leafId === leafId)) return;
      for (const unsubscribe of unsubscribes) unsubscribe();
      listener();
    };
    const unsubscribes = lanes.map((lane) => lane.chat.subscribeMessages(tell));
  };
}
