import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { LaneSession } from "./lane-session";

const waitMs = 400;

/** Keeps changed settings until the server has them, and sends them a moment after the last change. */
export class LaneSaver {
  readonly #send: (lane: LaneSession) => Promise<boolean>;
  readonly #unsaved = new Map<LaneSession, ReturnType<typeof setTimeout>>();
  /** One request at a time, so that the last change is the last to arrive. */
  #sending: Promise<unknown> = Promise.resolve();

  /** `send` says whether the server has taken the lane's settings. */
  constructor(send: (lane: LaneSession) => Promise<boolean>) {
    this.#send = send;
  }

  /** The screen knows settings of this lane that the server does not. */
  has(lane: LaneSession): boolean {
    return this.#unsaved.has(lane);
  }

  /** The lane's settings have changed. */
  add(lane: LaneSession): void {
    clearTimeout(this.#unsaved.get(lane));
    this.#unsaved.set(
      lane,
      setTimeout(() => this.#save(lane), waitMs),
    );
  }

  /** The server has taken these settings, by whatever way. */
  settle(lane: LaneSession, taken: LaneSettings): void {
    if (!this.has(lane) || lane.store.get().settings !== taken) return;
    clearTimeout(this.#unsaved.get(lane));
    this.#unsaved.delete(lane);
  }

  /** Sends what is not yet sent now. */
  flush(): void {
    for (const lane of this.#unsaved.keys()) this.#save(lane);
  }

  #save(lane: LaneSession): void {
    clearTimeout(this.#unsaved.get(lane));
    this.#sending = this.#sending.then(async () => {
      const { settings } = lane.store.get();
      if (this.has(lane) && (await this.#send(lane))) this.settle(lane, settings);
    });
  }
}
