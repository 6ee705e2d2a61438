import type { Attachment } from "@/lib/attachments/attachment";
import { createId } from "@/lib/id";
import type { TurnLayout } from "@/lib/turns/turn-request";
import type { ChatServer } from "./chat-server";
import type { ChatState } from "./chat-session";
import type { LaneSession } from "./lane-session";
import type { SettingsSync } from "./settings-sync";
import type { Store } from "./store";
import { toRefusal } from "./to-refusal";

type ByHandOptions = {
  chatId: string;
  server: ChatServer;
  store: Store<ChatState>;
  settings: SettingsSync;
  getLayout: () => TurnLayout[] | undefined;
  refuseWhileBusy: (lanes: readonly LaneSession[]) => boolean;
  /** Reads the chat again. */
  refresh: () => Promise<unknown>;
  onChange: () => void;
};

/** A message that is written by hand and not sent to a model. */
export type HandwrittenMessage = {
  role: "user" | "assistant";
  text: string;
  files?: readonly Attachment[];
};

/** What is written into a chat without asking a model. */
export class ByHand {
  readonly #options: ByHandOptions;

  constructor(options: ByHandOptions) {
    this.#options = options;
  }

  /** Adds a message at the end of each of these lanes. False when that was refused; the notice then says why. */
  async add(lanes: readonly LaneSession[], { role, text, files = [] }: HandwrittenMessage): Promise<boolean> {
    const { chatId, server, store, settings, getLayout } = this.#options;
    const attachments = files.map(({ id, name }) => ({ id, name }));
    const added = lanes.map((lane) => ({
      laneId: lane.id,
      model: lane.store.get().model,
      settings: lane.store.get().settings,
      ...(settings.isStored(lane) && { keepsSettings: true as const }),
      parentId: lane.leafId,
      message: { id: createId(), role, text, ...(attachments.length === 0 ? {} : { attachments }) },
    }));
    const done = await this.#ask(lanes, async () => {
      const layout = getLayout();
      await server.addMessages(chatId, { lanes: added, ...(layout && { layout }) });
    });
    if (!done) return false;
    for (const [index, lane] of lanes.entries()) {
      const taken = added[index]?.settings;
      if (taken !== undefined) settings.settle(lane, taken);
      lane.reachEnd();
    }
    store.patch({ saved: true });
    return true;
  }

  /** Stores another wording of a message as a version beside it. One that is refused stays with its message. */
  async reword(lane: LaneSession, messageId: string, text: string): Promise<void> {
    const { chatId, server } = this.#options;
    lane.store.patch({ refusedEdit: null });
    const done = await this.#ask([lane], () =>
      server.rewordMessage(chatId, messageId, { id: createId(), text }),
    );
    if (!done) lane.store.patch({ refusedEdit: { messageId, text } });
  }

  async #ask(lanes: readonly LaneSession[], work: () => Promise<unknown>): Promise<boolean> {
    const { store, refuseWhileBusy, refresh, onChange } = this.#options;
    if (refuseWhileBusy(lanes)) return false;
    store.patch({ notice: null });
    try {
      await work();
    } catch (error) {
      store.patch({ notice: toRefusal(error) });
      return false;
    }
    await refresh();
    onChange();
    return true;
  }
}
