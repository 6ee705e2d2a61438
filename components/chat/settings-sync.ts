import type { LaneSettings } from "@/lib/chats/lane-settings";
import { followSettings } from "@/lib/chats/link-settings";
import { isTemporaryId } from "@/lib/id";
import type { ChatServer } from "./chat-server";
import type { ChatState } from "./chat-session";
import { LaneSaver } from "./lane-saver";
import type { LaneSession } from "./lane-session";
import type { Store } from "./store";
import { toRefusal } from "./to-refusal";

type SettingsSyncOptions = {
  chatId: string;
  server: ChatServer;
  store: Store<ChatState>;
  onChange: () => void;
};

/** The settings of a chat's lanes: which lanes a change reaches, and how it reaches the server. */
export class SettingsSync {
  readonly #options: SettingsSyncOptions;
  readonly #saver = new LaneSaver({
    send: (lane) => this.#save(lane),
    toKey: (lane) => this.#toUnsavedKey(lane),
  });

  constructor(options: SettingsSyncOptions) {
    this.#options = options;
  }

  /** The screen knows settings of this lane that the server does not. */
  has(lane: LaneSession): boolean {
    return this.#saver.has(lane);
  }

  /**
   * Changes what the lane's next turn sends beside its messages; while lanes are linked, those that had the same follow. A
   * chat the server does not know yet brings it along.
   */
  change(lane: LaneSession, settings: LaneSettings): void {
    const { linked, lanes } = this.#options.store.get();
    const change = { before: lane.store.get().settings, after: settings };
    this.#take(lane, settings);
    for (const other of linked ? lanes.filter((known) => known !== lane) : []) {
      const had = other.store.get().settings;
      const followed = followSettings(had, change);
      if (followed !== had) this.#take(other, followed);
    }
  }

  /** As `change`, but no other lane follows. */
  changeOnly(lane: LaneSession, settings: LaneSettings): void {
    this.#take(lane, settings);
  }

  /** Gives all other lanes this lane's settings. */
  spread(lane: LaneSession): void {
    const { settings } = lane.store.get();
    for (const other of this.#options.store.get().lanes) if (other !== lane) this.#take(other, settings);
  }

  /** Takes over settings that were changed before this page was loaded and have not reached the server. */
  restore(): void {
    for (const lane of this.#options.store.get().lanes) {
      const settings = this.#saver.recall(lane);
      if (settings !== null) this.#take(lane, settings);
    }
  }

  /** The server has taken these settings with a turn. */
  settle(lane: LaneSession, taken: LaneSettings): void {
    this.#saver.settle(lane, taken);
  }

  /** Saves changed settings now: the page may be gone in a moment. Resolves when that is done. */
  flush(): Promise<unknown> {
    return this.#saver.flush();
  }

  #take(lane: LaneSession, settings: LaneSettings): void {
    lane.store.patch({ settings });
    this.#saver.add(lane);
  }

  #toUnsavedKey(lane: LaneSession): string | null {
    const { chatId, store } = this.#options;
    if (isTemporaryId(chatId)) return null;
    if (store.get().saved) return lane.id;
    const index = store.get().lanes.indexOf(lane);
    return index <= 0 ? "new" : `new-${index}`;
  }

  /** False when the server has not taken them: what the screen knows then stays, and goes with the next turn. */
  async #save(lane: LaneSession): Promise<boolean> {
    const { chatId, server, store, onChange } = this.#options;
    if (!store.get().saved) return false;
    try {
      await server.patchLane(chatId, lane.id, { settings: lane.store.get().settings });
    } catch (error) {
      store.patch({ notice: toRefusal(error) });
      return false;
    }
    onChange();
    return true;
  }
}
