import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { LaneSession } from "./lane-session";
import { getUnsavedSettings, keepUnsavedSettings } from "./unsaved-settings";

const waitMs = 400;

type LaneSaverOptions = {
  /** Returns what the server has taken of the lane's settings; null when it has not. */
  send: (lane: LaneSession) => Promise<LaneSettings | null>;
  /** Under which unsaved settings are found again after a reload; null when this browser is to store nothing. */
  toKey: (lane: LaneSession) => string | null;
};

/** Keeps changed settings until the server has them, and sends them a moment after the last change. */
export class LaneSaver {
  readonly #options: LaneSaverOptions;
  readonly #unsaved = new Map<LaneSession, ReturnType<typeof setTimeout>>();
  /** One request at a time, so that the last change is the last to arrive. */
  #sending: Promise<unknown> = Promise.resolve();

  constructor(options: LaneSaverOptions) {
    this.#options = options;
  }

  /** What was changed on this page before it was loaded, and is not saved; null when nothing. */
  recall(lane: LaneSession): LaneSettings | null {
    return getUnsavedSettings(this.#options.toKey(lane));
  }

  /** The screen knows settings of this lane that the server does not. */
  has(lane: LaneSession): boolean {
    return this.#unsaved.has(lane);
  }

  /** The lane's settings have changed. */
  add(lane: LaneSession): void {
    keepUnsavedSettings(this.#options.toKey(lane), lane.store.get().settings);
    clearTimeout(this.#unsaved.get(lane));
    this.#unsaved.set(
      lane,
      setTimeout(() => this.#save(lane), waitMs),
    );
  }

  /** The server has taken these settings, by whatever way. */
  settle(lane: LaneSession, taken: LaneSettings): void {
    if (!this.has(lane) || lane.store.get().settings !== taken) return;
    keepUnsavedSettings(this.#options.toKey(lane), null);
    clearTimeout(this.#unsaved.get(lane));
    this.#unsaved.delete(lane);
  }

  /** Sends what is not yet sent now. Resolves when that is done. */
  flush(): Promise<unknown> {
    for (const lane of this.#unsaved.keys()) this.#save(lane);
    return this.#sending;
  }

  #save(lane: LaneSession): void {
    clearTimeout(this.#unsaved.get(lane));
    this.#sending = this.#sending.then(async () => {
      const taken = this.has(lane) ? await this.#options.send(lane) : null;
      if (taken !== null) this.settle(lane, taken);
    });
  }
}
