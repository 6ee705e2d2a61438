import type { ChatServer } from "./chat-server";
import type { ChatState } from "./chat-session";
import type { LaneSession } from "./lane-session";
import type { Store } from "./store";
import { toRefusal } from "./to-refusal";

const runIdWaitMs = 50;
const runIdTries = 100;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What ends running answers; what has arrived of them is kept. */
export class Stopping {
  readonly #server: ChatServer;
  readonly #store: Store<ChatState>;

  constructor(server: ChatServer, store: Store<ChatState>) {
    this.#server = server;
    this.#store = store;
  }

  /** Ends the answers of these lanes, else of all. */
  async stop(lanes = this.#store.get().lanes): Promise<void> {
    this.#store.patch({ stopping: true });
    try {
      await Promise.all(lanes.map((lane) => this.stopLane(lane)));
    } catch (error) {
      this.#store.patch({ notice: toRefusal(error) });
    } finally {
      this.#store.patch({ stopping: false });
    }
  }

  /** A turn that was just sent has no run yet: waits for it, for five seconds at most. */
  async stopLane(lane: LaneSession): Promise<void> {
    await lane.repeats.stop();
    for (let tries = 0; tries < runIdTries && lane.receiving; tries += 1) {
      const { runId } = lane;
      if (runId !== null) {
        await this.#server.stopRun(runId);
        return;
      }
      await sleep(runIdWaitMs);
    }
  }
}
