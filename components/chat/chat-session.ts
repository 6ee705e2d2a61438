import { DraftFiles } from "@/components/attachments/draft-files";
import type { LanePatch } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import type { Attachment } from "@/lib/attachments/attachment";
import type { ChatDocument, Lane, LiveRun } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { type BestMark, toBestMarks } from "@/lib/comparison/to-best-marks";
import { createId, createIdBeside, isTemporaryId } from "@/lib/id";
import type { RefusedField } from "@/lib/refusals/find-refused-field";
import { isSetField, unsetField } from "@/lib/refusals/leave-out";
import type { TurnLayout } from "@/lib/turns/turn-request";
import type { TurnTransport } from "@/lib/turns/turn-transport";
import { ByHand, type HandwrittenMessage } from "./by-hand";
import type { ChatServer } from "./chat-server";
import { LaneDefaults } from "./lane-defaults";
import { LaneLayout } from "./lane-layout";
import type { LanePlan } from "./lane-plan";
import { LaneSession } from "./lane-session";
import { Reconnection } from "./reconnection";
import { SettingsSync } from "./settings-sync";
import { Store } from "./store";
import { allLanesOff, type Refusal, stillArriving, toRefusal } from "./to-refusal";

export type ChatState = {
  title: string | null;
  lanes: readonly LaneSession[];
  /** The server has it. */
  saved: boolean;
  /** Why the last thing asked for was refused; null when it was not, or when that has passed. */
  notice: Refusal | null;
  stopping: boolean;
  /** Someone removed it. */
  deleted: boolean;
  /** A setting that is changed in one lane changes in those that had the same. */
  linked: boolean;
  /** What lanes that are added begin with; null: the settings of their neighbour. */
  laneDefaults: LaneSettings | null;
  /** By run id, what an answer was best at in its turn. */
  bests: ReadonlyMap<string, ReadonlySet<BestMark>>;
};

export type ChatSessionOptions = {
  id: string;
  server: ChatServer;
  /** Model refs of its lanes from left to right, until a document says otherwise. */
  models: readonly string[];
  /** What its lanes send beside their messages, until a document says otherwise; nothing unless told. */
  settings?: LaneSettings;
  /** Called when the server has taken a turn, when all its answers have ended, and when the chat was changed. */
  onChange: (kind: "turn" | "change") => void;
};

/** An answer whose provider refused a field of its request. */
type Refused = { answerId: string; runId: string; field: RefusedField };

type LaneStart = { lane: LaneSession; plan: LanePlan };

const runIdWaitMs = 50;
const runIdTries = 100;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One chat while this page knows it: its lanes, and what is sent to and heard from the server about it. */
export class ChatSession {
  readonly id: string;
  readonly store: Store<ChatState>;
  readonly layout: LaneLayout;
  readonly byHand: ByHand;
  /** What is attached to the next message. */
  readonly files: DraftFiles;
  readonly #onChange: ChatSessionOptions["onChange"];
  readonly #server: ChatServer;
  readonly #transport: TurnTransport;
  /** A screen shows it. */
  shown = false;
  #loaded: ChatDocument | null = null;
  readonly settings: SettingsSync;
  readonly laneDefaults: LaneDefaults;
  readonly #reconnection = new Reconnection(async () => (await this.refresh()) !== "unreachable");

  constructor({ id, server, models, settings = {}, onChange }: ChatSessionOptions) {
    this.id = id;
    this.#onChange = onChange;
    this.#server = server;
    this.files = new DraftFiles(id);
    this.#transport = server.createTransport(id, () => this.#getLayout());
    this.store = new Store<ChatState>({
      title: null,
      lanes: models.map((model) => this.#createLane({ id: createId(), model, settings })),
      saved: false,
      notice: null,
      stopping: false,
      deleted: false,
      linked: true,
      laneDefaults: null,
      bests: new Map(),
    });
    this.settings = new SettingsSync({
      chatId: id,
      server,
      store: this.store,
      onChange: () => onChange("change"),
    });
    this.laneDefaults = new LaneDefaults({
      chatId: id,
      server,
      store: this.store,
      onChange: () => onChange("change"),
    });
    this.byHand = new ByHand({
      chatId: id,
      server,
      store: this.store,
      settings: this.settings,
      getLayout: () => this.#getLayout(),
      refuseWhileBusy: (lanes) => this.#refuseWhileBusy(lanes),
      refresh: () => this.refresh(),
      onChange: () => onChange("change"),
    });
    this.layout = new LaneLayout({
      chatId: id,
      server,
      store: this.store,
      createLane: ({ id: laneId, like }) => this.#createLane({ ...like.store.get(), id: laneId }),
      refresh: () => this.refresh(),
      flush: () => this.settings.flush(),
      stopLane: (lane) => this.stopLane(lane),
      onChange: () => onChange("change"),
    });
  }

  /** It is kept in the server's memory only. */
  get temporary(): boolean {
    return isTemporaryId(this.id);
  }

  get busy(): boolean {
    return this.store.get().lanes.some((lane) => lane.busy);
  }

  /** Takes over the chat as the server knows it. The same document is taken over once. */
  load(document: ChatDocument): void {
    if (document === this.#loaded) return;
    this.#loaded = document;
    const known = new Map(this.store.get().lanes.map((lane) => [lane.id, lane]));
    const lanes = document.lanes
      .toSorted((a, b) => a.position - b.position)
      .map((lane) => {
        const session = known.get(lane.id) ?? this.#createLane(lane);
        const { settings } = this.settings.has(session) ? session.store.get() : lane;
        session.load(
          { ...lane, settings },
          document.messages.filter((message) => message.laneId === lane.id),
        );
        return session;
      });
    this.store.patch({ title: document.title, saved: true, deleted: false });
    this.laneDefaults.load(document.laneDefaults);
    if (lanes.length > 0) this.store.patch({ lanes });
    this.#compareAnswers();
  }

  /** Takes over the chat and follows its running answers. */
  adopt(document: ChatDocument): void {
    this.load(document);
    for (const lane of this.store.get().lanes) {
      const runs = document.liveRuns.filter(({ laneId }) => laneId === lane.id);
      const isShown = ({ answerId }: LiveRun) => lane.leafId === answerId;
      for (const run of runs.filter(isShown)) void lane.follow(run);
      lane.followBeside(runs.filter((run) => !isShown(run)));
    }
  }

  /** Reads the chat again: `unreachable` when the server does not answer, `absent` when it does not know it. */
  async refresh(): Promise<"adopted" | "absent" | "unreachable"> {
    try {
      this.adopt(await this.#server.getChat(this.id));
      this.#endNotice("unreachable");
      return "adopted";
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "not_found") return "unreachable";
      if (this.store.get().saved) this.store.patch({ deleted: true });
      return "absent";
    }
  }

  /** Reads the chat again if it changed after this session last read it. */
  async refreshIfOlderThan(updatedAt: number): Promise<void> {
    if (!this.busy && updatedAt > (this.#loaded?.updatedAt ?? 0)) await this.refresh();
  }

  /** Asks all lanes that are not switched off for this turn. False when the message was refused; `notice` then says why. */
  send(text: string, files: readonly Attachment[] = []): Promise<boolean> {
    return this.#withAsked((lanes) => this.sendTo(lanes, text, files));
  }

  /** As `send`, for a message that no model is asked to answer. */
  addByHand(message: HandwrittenMessage): Promise<boolean> {
    return this.#withAsked((lanes) => this.byHand.add(lanes, message));
  }

  /** Asks for an answer to what all lanes that are not switched off end with: messages that have none. */
  answer(): Promise<boolean> {
    return this.#withAsked((lanes) => this.answerIn(lanes));
  }

  async #withAsked(ask: (lanes: readonly LaneSession[]) => Promise<boolean>): Promise<boolean> {
    const asked = this.store.get().lanes.filter((lane) => !lane.store.get().isOff);
    if (asked.length === 0) {
      this.store.patch({ notice: allLanesOff });
      return false;
    }
    const accepted = await ask(asked);
    if (accepted) this.layout.askOnly(this.store.get().lanes);
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

  /** Asks for so many more answers to the same request, beside the ones that are there. */
  repeat(lane: LaneSession, answerId: string, count: number): void {
    const questionId = lane.parentOf(answerId);
    if (questionId === null || this.#refuseWhileBusy([lane])) return;
    const { settings, model } = lane.store.get();
    lane.store.patch({ comparedQuestion: questionId });
    lane.repeats.start({ questionId, count, settings, model: lane.modelOf(answerId) ?? model });
  }

  /**
   * Answers again without what the model refused: a value is unset in the lane, a field that the model does not take is
   * remembered for it, and left out of all requests to it from now on.
   */
  async regenerateWithout(lane: LaneSession, refused: Refused): Promise<void> {
    const { answerId, runId, field: refusedField } = refused;
    const { model, settings } = lane.store.get();
    if (!refusedField.isLasting && isSetField(settings, refusedField.field)) {
      this.settings.change(lane, unsetField(settings, refusedField.field));
    } else {
      try {
        await this.#server.rememberRefusal(runId);
      } catch (error) {
        this.store.patch({ notice: toRefusal(error) });
        return;
      }
    }
    await this.regenerate(lane, answerId, lane.modelOf(answerId) ?? model);
  }

  /** Adds a lane beside `like`, with what the chat says added lanes begin with. Null when refused. */
  async addLane(like: LaneSession): Promise<LaneSession | null> {
    const lane = await this.layout.add(like);
    const { laneDefaults } = this.store.get();
    if (lane !== null && laneDefaults !== null) this.settings.changeOnly(lane, laneDefaults);
    return lane;
  }

  /** Shows another version; remembered by the server, so that it is shown after a reload too. */
  showVersion(lane: LaneSession, messageId: string): void {
    if (lane.receiving && this.#refuseWhileBusy([lane])) return;
    this.#saveLane(lane, { leafId: lane.showVersion(messageId) });
  }

  /** Brings a message into view, whichever lane and branch it stands on. */
  seek(messageId: string): void {
    this.store
      .get()
      .lanes.find((lane) => lane.has(messageId))
      ?.seek(messageId);
  }

  /** A copy of everything up to a message, as a chat of its own: its id, or null when it was refused. */
  fork(messageId: string): Promise<string | null> {
    return this.#copy(() => this.#server.forkChat(this.id, messageId));
  }

  /** Stores this temporary chat: the id it goes on under, or null when that was refused. */
  keep(): Promise<string | null> {
    return this.#copy(() => this.#server.keepChat(this.id));
  }

  async #copy(ask: () => Promise<{ chatId: string }>): Promise<string | null> {
    try {
      const { chatId } = await ask();
      this.#onChange("change");
      return chatId;
    } catch (error) {
      this.store.patch({ notice: toRefusal(error) });
      return null;
    }
  }

  /** Chooses the model of the lane's next turn. */
  setModel(lane: LaneSession, model: string): void {
    lane.store.patch({ model });
    if (this.store.get().saved) this.#saveLane(lane, { model });
  }

  /** Ends the running answers of these lanes, else of all; what has arrived is kept. */
  async stop(lanes = this.store.get().lanes): Promise<void> {
    this.store.patch({ stopping: true });
    try {
      await Promise.all(lanes.map((lane) => this.stopLane(lane)));
    } catch (error) {
      this.store.patch({ notice: toRefusal(error) });
    } finally {
      this.store.patch({ stopping: false });
    }
  }

  /** Reads the chat again now, instead of waiting for the next attempt. */
  async reconnect(): Promise<void> {
    this.#reconnection.reset();
    if ((await this.refresh()) === "unreachable") void this.#reconnection.start();
  }

  async #run(starts: LaneStart[]): Promise<boolean> {
    if (this.#refuseWhileBusy(starts.map(({ lane }) => lane))) return false;
    this.store.patch({ notice: null });
    const turnId = createIdBeside(this.id);
    const begun = starts.map(({ lane, plan }) => {
      const answerId = createId();
      const { leafId } = lane;
      const { settings } = lane.store.get();
      return { lane, plan, answerId, leafId, settings, turn: lane.begin(turnId, answerId, plan) };
    });
    const accepted = await Promise.all(begun.map(({ turn }) => turn.accepted));
    if (accepted.includes(true)) {
      for (const { lane, settings } of begun) this.settings.settle(lane, settings);
      this.store.patch({ saved: true });
      // What was changed while a first turn was on its way had no lane to be saved with.
      void this.settings.flush();
      void this.laneDefaults.flush();
      this.#onChange("turn");
      return true;
    }
    const reason = toRefusal(begun[0]?.lane.chat.error);
    // A refused turn may have been kept with the reason as its answer: the document tells.
    const kept =
      (await this.refresh()) === "adopted" && begun.every(({ lane, answerId }) => lane.has(answerId));
    this.#onChange("change");
    if (kept) {
      for (const { lane, settings } of begun) this.settings.settle(lane, settings);
      return true;
    }
    for (const { lane, plan, answerId, leafId } of begun) {
      if (lane.has(answerId)) lane.undo(plan, answerId, leafId);
    }
    this.store.patch({ notice: reason });
    return false;
  }

  /** A lane does one thing at a time: says so, and returns true, while one of `lanes` is receiving. */
  #refuseWhileBusy(lanes: readonly LaneSession[]): boolean {
    const busy = lanes.some((lane) => lane.busy);
    if (busy) this.store.patch({ notice: stillArriving });
    return busy;
  }

  /** Takes back a notice that is no longer true. */
  #endNotice(reason: Refusal["reason"]): void {
    if (this.store.get().notice?.reason === reason) this.store.patch({ notice: null });
  }

  #createLane(lane: Pick<Lane, "id" | "model" | "settings">): LaneSession {
    return new LaneSession({
      lane,
      transport: this.#transport,
      repeats: {
        server: this.#server,
        chatId: this.id,
        onBegun: () => this.#onChange("turn"),
        onLost: () => void this.#reconnection.start(),
      },
      onSettled: () => this.#laneSettled(),
    });
  }

  #getLayout(): TurnLayout[] | undefined {
    const { saved, lanes } = this.store.get();
    if (saved) return undefined;
    return lanes.map((lane) => {
      const { model, settings } = lane.store.get();
      return { laneId: lane.id, model, settings };
    });
  }

  /** Answers of one turn are compared with each other once all of them have ended. */
  #compareAnswers(): void {
    const { lanes } = this.store.get();
    if (lanes.length < 2) return;
    const turns = Map.groupBy(
      lanes.flatMap((lane) => lane.answers),
      ({ turnId }) => turnId,
    );
    const bests = [...turns.values()]
      .filter((answers) => answers.length > 1)
      .flatMap((answers) => [...toBestMarks(answers)]);
    this.store.patch({ bests: new Map(bests) });
  }

  #laneSettled(): void {
    if (this.store.get().lanes.some((lane) => lane.store.get().disconnected)) void this.#reconnection.start();
    else this.#reconnection.reset();
    if (this.busy) return;
    this.#endNotice("busy");
    this.#compareAnswers();
    if (this.store.get().saved) this.#onChange("change");
  }

  /** Ends one lane's answer; what has arrived is kept. */
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

  #saveLane(lane: LaneSession, patch: LanePatch): void {
    this.#server.patchLane(this.id, lane.id, patch).then(
      () => this.#onChange("change"),
      (error: unknown) => this.store.patch({ notice: toRefusal(error) }),
    );
  }
}
