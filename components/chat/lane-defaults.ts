import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { ChatServer } from "./chat-server";
import type { ChatState } from "./chat-session";
import type { Store } from "./store";
import { toRefusal } from "./to-refusal";

type LaneDefaultsOptions = {
  chatId: string;
  server: ChatServer;
  store: Store<ChatState>;
  onChange: () => void;
};

/** What lanes that are added to a chat begin with, and how the server hears of it. */
export class LaneDefaults {
  readonly #options: LaneDefaultsOptions;
  /** The screen knows what the server does not yet. */
  #isUnsaved = false;

  constructor(options: LaneDefaultsOptions) {
    this.#options = options;
  }

  /** Takes over what the server knows. */
  load(laneDefaults: LaneSettings | undefined): void {
    if (!this.#isUnsaved) this.#options.store.patch({ laneDefaults: laneDefaults ?? null });
  }

  /** null: the settings of their neighbour. */
  async set(laneDefaults: LaneSettings | null): Promise<void> {
    this.#options.store.patch({ laneDefaults });
    this.#isUnsaved = true;
    await this.flush();
  }

  /** Tells the server what it does not know; a chat that is not stored yet waits until it is. */
  async flush(): Promise<void> {
    const { chatId, server, store, onChange } = this.#options;
    const { saved, laneDefaults } = store.get();
    if (!saved || !this.#isUnsaved) return;
    try {
      await server.patchChat(chatId, { laneDefaults });
      this.#isUnsaved = store.get().laneDefaults !== laneDefaults;
      onChange();
    } catch (error) {
      store.patch({ notice: toRefusal(error) });
    }
  }
}
