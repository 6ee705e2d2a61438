import { AppError } from "@/lib/app-error";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { followSettings } from "@/lib/chats/link-settings";
import { areSameSettings, type MergedSettings, mergeSettings } from "@/lib/chats/merge-settings";
import { isTemporaryId } from "@/lib/id";
import type { ChatServer } from "./chat-server";
import type { ChatState } from "./chat-session";
import { LaneSaver } from "./lane-saver";
import type { LaneSession } from "./lane-session";
import type { Store } from "./store";
import { toRefusal } from "./to-refusal";

/** Another tab changed the same settings of a lane: both states, of which the user chooses one. */
export type SettingsChoice = MergedSettings & { lane: LaneSession; stored: LaneSettings };

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

  /** What the server had when this tab last heard of it. */
  readonly #heard = new WeakMap<LaneSession, LaneSettings>();
  /** What this tab has sent: nobody else's change. */
  readonly #sent = new WeakMap<LaneSession, LaneSettings[]>();

  constructor(options: SettingsSyncOptions) {
    this.#options = options;
  }

  /** The screen knows settings of this lane that the server does not. */
  has(lane: LaneSession): boolean {
    return this.#saver.has(lane);
  }

  /** The screen has what the server last said of this lane's settings, and has changed nothing in it. */
  isStored(lane: LaneSession): boolean {
    return this.#options.store.get().saved && this.#heard.has(lane) && !this.has(lane);
  }

  /**
   * Changes what the lane's next turn sends beside its messages; while lanes are linked, those that had the same follow. A
   * chat the server does not know yet brings it along. `from` is what it was made from, when another tab has changed that.
   */
  change(lane: LaneSession, settings: LaneSettings, from?: LaneSettings): void {
    if (from !== undefined && !this.has(lane)) this.#heard.set(lane, from);
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
    this.hear(lane, taken);
    this.#saver.settle(lane, taken);
  }

  /** These are on their way to the server. */
  noteSent(lane: LaneSession, settings: LaneSettings): void {
    this.#sent.set(lane, [...(this.#sent.get(lane) ?? []).slice(-20), settings]);
  }

  /** The server has these settings of the lane now. */
  hear(lane: LaneSession, settings: LaneSettings): void {
    this.#heard.set(lane, settings);
  }

  /** Settles what two tabs have changed in the same settings. */
  choose({ lane, stored }: SettingsChoice, settings: LaneSettings): void {
    this.#options.store.patch({ settingsChoice: null });
    this.hear(lane, stored);
    this.#take(lane, settings);
  }

  /** Leaves the choice for later: nothing is overwritten, and the next change asks again. */
  postponeChoice(): void {
    this.#options.store.patch({ settingsChoice: null });
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

  /** What the server has taken; null when it has not: what the screen knows then stays, and goes with the next turn. */
  async #save(lane: LaneSession): Promise<LaneSettings | null> {
    const { chatId, server, store, onChange } = this.#options;
    if (!store.get().saved) return null;
    const { settings } = lane.store.get();
    const settingsFrom = this.#heard.get(lane);
    this.noteSent(lane, settings);
    try {
      const from = settingsFrom === undefined ? {} : { settingsFrom };
      const saved = await server.patchLane(chatId, lane.id, { settings, ...from });
      onChange();
      return this.#join(lane, { settings, stored: saved.settings ?? settings });
    } catch (error) {
      const stored = readStored(error);
      if (stored === null) store.patch({ notice: toRefusal(error) });
      else this.#ask(lane, stored);
      return null;
    }
  }

  /** The server has kept what another tab has changed beside it: that comes to the screen. Returns what it has of it. */
  #join(lane: LaneSession, saved: { settings: LaneSettings; stored: LaneSettings }): LaneSettings {
    const { settings: base, stored: theirs } = saved;
    this.hear(lane, theirs);
    const mine = lane.store.get().settings;
    if (areSameSettings(base, theirs)) return base;
    // Meanwhile it may have been changed here, too.
    const joined = mine === base ? theirs : mergeSettings({ base, mine, theirs }).mine;
    lane.store.patch({ settings: joined });
    return theirs;
  }

  /** Another tab has changed the same: the user is asked, unless it was this one. */
  #ask(lane: LaneSession, stored: LaneSettings): void {
    const { settings: mine } = lane.store.get();
    const base = this.#heard.get(lane) ?? stored;
    const choice = { lane, stored, ...mergeSettings({ base, mine, theirs: stored }) };
    const isOwn = (this.#sent.get(lane) ?? []).some((sent) => areSameSettings(sent, stored));
    if (isOwn) this.choose(choice, mine);
    else this.#options.store.patch({ settingsChoice: choice });
  }
}

/** The settings that the server has instead of those it was told of; null for every other refusal. */
function readStored(error: unknown): LaneSettings | null {
  if (!(error instanceof AppError) || error.code !== "conflict") return null;
  return (error.details as { current?: LaneSettings } | undefined)?.current ?? null;
}
