import type { Attachment } from "@/lib/attachments/attachment";
import { createId, createIdBeside } from "@/lib/id";
import type { RefusedField } from "@/lib/refusals/find-refused-field";
import { isSetField, unsetField } from "@/lib/refusals/leave-out";
import type { ByHand, HandwrittenMessage } from "./by-hand";
import type { ChatServer } from "./chat-server";
import type { ChatState } from "./chat-session";
import type { LaneDefaults } from "./lane-defaults";
import type { LaneLayout } from "./lane-layout";
import type { LanePlan } from "./lane-plan";
import type { LaneSession } from "./lane-session";
import type { SettingsSync } from "./settings-sync";
import type { Store } from "./store";
import { allLanesOff, toRefusal } from "./to-refusal";

type TurnsOptions = {
  chatId: string;
  server: ChatServer;
  store: Store<ChatState>;
  settings: SettingsSync;
  laneDefaults: LaneDefaults;
  byHand: ByHand;
  layout: LaneLayout;
  refuseWhileBusy: (lanes: readonly LaneSession[]) => boolean;
  /** Reads the chat again. */
  refresh: () => Promise<"adopted" | "absent" | "unreachable">;
  onChange: (kind: "turn" | "change") => void;
};

/** An answer whose provider refused a field of its request. */
type Refused = { answerId: string; runId: string; field: RefusedField };

type LaneStart = { lane: LaneSession; plan: LanePlan };

/** What asks the models of a chat: every turn begins here. */
export class Turns {
  readonly #options: TurnsOptions;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** Asks all lanes that are not switched off for this turn. False when the message was refused; the notice then says why. */
  send(text: string, files: readonly Attachment[] = []): Promise<boolean> {
    return this.#withAsked((lanes) => this.sendTo(lanes, text, files));
  }

  /** As `send`, for a message that no model is asked to answer. */
  addByHand(message: HandwrittenMessage): Promise<boolean> {
    return this.#withAsked((lanes) => this.#options.byHand.add(lanes, message));
  }

  /** Asks for an answer to what all lanes that are not switched off end with: messages that have none. */
  answer(): Promise<boolean> {
    return this.#withAsked((lanes) => this.answerIn(lanes));
  }

  async #withAsked(ask: (lanes: readonly LaneSession[]) => Promise<boolean>): Promise<boolean> {
    const { store, layout } = this.#options;
    const asked = store.get().lanes.filter((lane) => !lane.store.get().isOff);
    if (asked.length === 0) {
      store.patch({ notice: allLanesOff });
      return false;
    }
    const accepted = await ask(asked);
    if (accepted) layout.askOnly(store.get().lanes);
    return accepted;
  }

  /** Asks these lanes and no others. */
  sendTo(lanes: readonly LaneSession[], text: string, files: readonly Attachment[] = []): Promise<boolean> {
    return this.#run(
      lanes.map((lane) => ({
        lane,
        plan: {
          parentId: lane.leafId,
          message: { id: createId(), text, files },
          model: lane.store.get().model,
        },
      })),
    );
  }

  /** Asks these lanes, whose last messages have no reply, for one. */
  answerIn(lanes: readonly LaneSession[]): Promise<boolean> {
    return this.#run(
      lanes.map((lane) => ({
        lane,
        plan: { parentId: lane.leafId, model: lane.store.get().model },
      })),
    );
  }

  /** Asks one lane again with another text and the same files. A refused rewording stays with its message. */
  async edit(lane: LaneSession, messageId: string, text: string): Promise<void> {
    const { model } = lane.store.get();
    lane.store.patch({ refusedEdit: null });
    const message = { id: createId(), text, files: lane.filesOf(messageId) };
    const plan = { parentId: lane.parentOf(messageId), message, model };
    const accepted = await this.#run([{ lane, plan }]);
    if (!accepted) lane.store.patch({ refusedEdit: { messageId, text } });
  }

  async regenerate(lane: LaneSession, answerId: string, model: string): Promise<void> {
    await this.#run([{ lane, plan: { parentId: lane.parentOf(answerId), model } }]);
  }

  /**
   * Answers again without what the model refused: a value is unset in the lane, a field that the model does not take is
   * remembered for it, and left out of all requests to it from now on.
   */
  async regenerateWithout(lane: LaneSession, refused: Refused): Promise<void> {
    const { answerId, runId, field: refusedField } = refused;
    const { server, store, settings: sync } = this.#options;
    const { model, settings } = lane.store.get();
    if (!refusedField.isLasting && isSetField(settings, refusedField.field)) {
      sync.change(lane, unsetField(settings, refusedField.field));
    } else {
      try {
        await server.rememberRefusal(runId);
      } catch (error) {
        store.patch({ notice: toRefusal(error) });
        return;
      }
    }
    await this.regenerate(lane, answerId, lane.modelOf(answerId) ?? model);
  }

  /** Asks for so many more answers to the same request, beside the ones that are there. */
  repeat(lane: LaneSession, answerId: string, count: number): void {
    const questionId = lane.parentOf(answerId);
    if (questionId === null || this.#options.refuseWhileBusy([lane])) return;
    const { settings, model } = lane.store.get();
    lane.store.patch({ comparedQuestion: questionId });
    lane.repeats.start({ questionId, count, settings, model: lane.modelOf(answerId) ?? model });
  }

  async #run(starts: LaneStart[]): Promise<boolean> {
    const { chatId, store, settings: sync, laneDefaults, refuseWhileBusy, refresh, onChange } = this.#options;
    if (refuseWhileBusy(starts.map(({ lane }) => lane))) return false;
    store.patch({ notice: null });
    const turnId = createIdBeside(chatId);
    const begun = starts.map(({ lane, plan }) => {
      const answerId = createId();
      const { leafId } = lane;
      const { settings } = lane.store.get();
      sync.noteSent(lane, settings);
      return {
        lane,
        plan,
        answerId,
        leafId,
        settings,
        turn: lane.begin(turnId, answerId, { ...plan, keepsSettings: sync.isStored(lane) }),
      };
    });
    const settle = () => {
      for (const { lane, settings } of begun) sync.settle(lane, settings);
    };
    const accepted = await Promise.all(begun.map(({ turn }) => turn.accepted));
    if (accepted.includes(true)) {
      settle();
      store.patch({ saved: true });
      // What was changed while a first turn was on its way had no lane to be saved with.
      void sync.flush();
      void laneDefaults.flush();
      onChange("turn");
      return true;
    }
    const reason = toRefusal(begun[0]?.lane.chat.error);
    // A refused turn may have been kept with the reason as its answer: the document tells.
    const kept = (await refresh()) === "adopted" && begun.every(({ lane, answerId }) => lane.has(answerId));
    onChange("change");
    if (kept) {
      settle();
      return true;
    }
    for (const { lane, plan, answerId, leafId } of begun) {
      if (lane.has(answerId)) lane.undo(plan, answerId, leafId);
    }
    store.patch({ notice: reason });
    return false;
  }
}
