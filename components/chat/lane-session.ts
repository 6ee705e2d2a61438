import type { Attachment } from "@/lib/attachments/attachment";
import type { ChatMessage, Lane, LiveRun, StoredMessage } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { Versions } from "@/lib/chats/message-tree";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import type { TurnLane } from "@/lib/turns/turn-request";
import type { TurnTransport } from "@/lib/turns/turn-transport";
import { LaneChat } from "./lane-chat";
import { LaneMessages } from "./lane-messages";
import { type LanePlan, type LaneTurn, toAsked, toParts } from "./lane-plan";
import { LaneRepeats, type LaneRepeatsOptions } from "./lane-repeats";
import { Store } from "./store";

export type LaneState = {
  /** Ref of the model that the next turn uses. */
  model: string;
  settings: LaneSettings;
  /** By message id; only messages with more than one version. */
  versions: ReadonlyMap<string, Versions>;
  /** An answer as it was known before its stream is read again from the start: shown until that has caught up. */
  known: ChatMessage | null;
  /** The stream broke off and the run may still be going on. */
  disconnected: boolean;
  /** A rewording that the server refused: it is still being edited. */
  refusedEdit: { messageId: string; text: string } | null;
  /** A message that is to be brought into view; null before the first. A new object is a new wish. */
  sought: { messageId: string } | null;
  /** The next turn leaves this lane out. */
  isOff: boolean;
  /** The question whose versions of answers stand beside each other below the shown one; null when none do. */
  comparedQuestion: string | null;
  /** Turns begun and messages added on this screen: each of them brings the reader to the end. */
  turnsBegun: number;
};

type LaneSessionOptions = {
  lane: Pick<Lane, "id" | "model" | "settings">;
  transport: TurnTransport;
  repeats: Pick<LaneRepeatsOptions, "server" | "chatId" | "onBegun" | "onLost">;
  /** Called when a run of the lane has ended or its stream has broken off. */
  onSettled: () => void;
};

/** One lane while it is on the screen: its chat shows one path of its tree of messages. */
export class LaneSession {
  readonly id: string;
  readonly chat = new LaneChat();
  readonly store: Store<LaneState>;
  /** Answers that are written beside the one that is shown. */
  readonly repeats: LaneRepeats;
  readonly #tree: LaneMessages;
  readonly #transport: TurnTransport;
  readonly #onSettled: () => void;
  /** The server has taken the turn that is arriving, or arrived last. */
  #opened = false;

  constructor({ lane, transport, repeats, onSettled }: LaneSessionOptions) {
    this.id = lane.id;
    this.#tree = new LaneMessages(lane.id);
    this.#transport = transport;
    this.#onSettled = onSettled;
    this.store = new Store<LaneState>({
      model: lane.model,
      settings: lane.settings,
      versions: new Map(),
      known: null,
      disconnected: false,
      refusedEdit: null,
      sought: null,
      turnsBegun: 0,
      isOff: false,
      comparedQuestion: null,
    });
    this.repeats = new LaneRepeats({
      ...repeats,
      laneId: lane.id,
      onAnswer: (answer) => this.#addVersion(answer),
      onSettled,
    });
  }

  /** An answer is arriving: the one that is shown, or others beside it. */
  get busy(): boolean {
    return this.receiving || this.repeats.running;
  }

  /** The answer that is shown last is arriving. */
  get receiving(): boolean {
    return this.chat.status === "submitted" || this.chat.status === "streaming";
  }

  /** Tells of every moment at which `busy` may have changed. Returns how to stop that. */
  onBusy(listener: () => void): () => void {
    const unsubscribes = [this.chat.subscribeStatus(listener), this.repeats.store.subscribe(listener)];
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
    };
  }

  /** Resolves when nothing is arriving any more. */
  settled(): Promise<void> {
    if (!this.busy) return Promise.resolve();
    return new Promise((resolve) => {
      const unsubscribe = this.onBusy(() => {
        if (this.busy) return;
        unsubscribe();
        resolve();
      });
    });
  }

  /** What the shown answers of models say about themselves, oldest first. */
  get answers(): AnswerMetadata[] {
    return this.chat.messages.flatMap(({ metadata }) =>
      metadata === undefined || metadata.byHand !== undefined ? [] : metadata,
    );
  }

  /** It ends with a message of the user, which nobody is answering. */
  get isUnanswered(): boolean {
    return !this.busy && this.chat.messages.at(-1)?.role === "user";
  }

  /** The id of the message shown last; null while the lane is empty. */
  get leafId(): string | null {
    return this.chat.messages.at(-1)?.id ?? null;
  }

  /** The run whose answer is arriving; null when none is, or before its first event. */
  get runId(): string | null {
    return this.receiving ? (this.chat.messages.at(-1)?.metadata?.runId ?? null) : null;
  }

  has(messageId: string): boolean {
    return this.#tree.has(messageId);
  }

  parentOf(messageId: string): string | null {
    return this.#tree.parentOf(messageId);
  }

  /** See `LaneMessages.modelOf`. */
  modelOf(answerId: string): string | null {
    return this.#tree.modelOf(answerId);
  }

  /** These messages, as far as the lane has them. */
  list(messageIds: readonly string[]): StoredMessage[] {
    return this.#tree.list(messageIds);
  }

  /** The files of a message. */
  filesOf(messageId: string): Attachment[] {
    return this.#tree.filesOf(messageId);
  }

  /** Takes over what the server knows. A lane that is receiving knows better: it is left alone. */
  load(lane: Lane, messages: StoredMessage[]): void {
    if (this.busy) return;
    this.#tree.load(messages);
    this.store.patch({ model: lane.model, settings: lane.settings, disconnected: false });
    this.chat.clearError();
    this.#show(lane.leafId);
  }

  /** Receives a run that was started elsewhere, or before the page was loaded, from its beginning. */
  async follow({ turnId, laneId, answerId }: LiveRun): Promise<void> {
    if (this.receiving) return;
    const known = this.chat.messages.find((message) => message.id === answerId) ?? null;
    this.store.patch({ known });
    this.#opened = true;
    await this.chat.receive(answerId, () => this.#transport.resume(turnId, laneId));
    this.#settle();
  }

  /** Receives runs whose answers are not shown. */
  followBeside(runs: readonly LiveRun[]): void {
    this.repeats.follow(
      runs.map((run) => ({ ...run, questionId: this.parentOf(run.answerId) ?? run.answerId })),
    );
  }

  /** Starts this lane's part of a turn. */
  begin(turnId: string, answerId: string, plan: LanePlan): LaneTurn {
    const { parentId, message, model, keepsSettings = false } = plan;
    const now = Date.now();
    const question = message === undefined ? parentId : message.id;
    if (message !== undefined)
      this.#tree.add({ id: message.id, parentId, role: "user", parts: toParts(message), createdAt: now });
    this.#show(question);
    this.#tree.add({ id: answerId, parentId: question, role: "assistant", parts: [], createdAt: now + 1 });
    this.#refreshVersions();
    this.reachEnd();

    const { settings } = this.store.get();
    const asked = message === undefined ? {} : { message: toAsked(message) };
    const lane: TurnLane = {
      laneId: this.id,
      model,
      settings,
      parentId,
      answerId,
      ...asked,
      ...(keepsSettings && { keepsSettings }),
    };
    this.#opened = false;
    const { promise: opened, resolve } = Promise.withResolvers<boolean>();
    const receiving = this.chat.receive(answerId, async () => {
      const stream = await this.#transport.send(turnId, lane);
      this.#opened = true;
      resolve(true);
      return stream;
    });
    const ended = receiving.then(() => this.#settle());
    return { accepted: Promise.race([opened, ended.then(() => false)]), ended };
  }

  /** Brings the reader to the end. */
  reachEnd(): void {
    this.store.patch({ turnsBegun: this.store.get().turnsBegun + 1 });
  }

  /** Undoes a turn that the server refused. */
  undo(plan: LanePlan, answerId: string, leafId: string | null): void {
    this.#tree.delete(answerId);
    if (plan.message !== undefined) this.#tree.delete(plan.message.id);
    this.chat.clearError();
    this.store.patch({ disconnected: false });
    this.#show(leafId);
  }

  /** Shows another version of a message and the newest messages below it. Returns the new leaf's id. */
  showVersion(messageId: string): string {
    const leafId = this.#tree.newestLeafOf(messageId);
    this.#show(leafId);
    return leafId;
  }

  /** Shows the versions of an answer beside each other, or no longer. */
  compareVersions(answerId: string): void {
    const question = this.parentOf(answerId);
    const { comparedQuestion } = this.store.get();
    this.store.patch({ comparedQuestion: comparedQuestion === question ? null : question });
  }

  /** Brings a message into view, on the branch it stands on. */
  seek(messageId: string): void {
    const isShown = this.chat.messages.some((message) => message.id === messageId);
    if (!isShown && !this.busy) this.showVersion(messageId);
    this.store.patch({ sought: { messageId } });
  }

  /** An answer has ended beside the one that is shown; after a reload it was known as far as it had come. */
  #addVersion(answer: StoredMessage): void {
    this.#tree.addEnded(answer);
    if (this.leafId === answer.id && !this.receiving) this.#show(answer.id);
    else this.#refreshVersions();
  }

  #settle(): void {
    this.#tree.keep(this.chat.messages);
    this.#refreshVersions();
    this.store.patch({ known: null, disconnected: this.#opened && this.chat.status === "error" });
    this.#onSettled();
  }

  #show(leafId: string | null): void {
    this.chat.messages = this.#tree.pathTo(leafId);
    this.#refreshVersions();
  }

  #refreshVersions(): void {
    this.store.patch({ versions: this.#tree.versionsOf(this.chat.messages) });
  }
}
