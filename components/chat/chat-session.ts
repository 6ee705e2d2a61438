import { DraftFiles } from "@/components/attachments/draft-files";
import type { LanePatch } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import type { ChatDocument, Lane, LiveRun } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { type BestMark, toBestsByRun } from "@/lib/comparison/to-best-marks";
import { createId, isTemporaryId } from "@/lib/id";
import type { TurnLayout } from "@/lib/turns/turn-request";
import type { TurnTransport } from "@/lib/turns/turn-transport";
import { ByHand } from "./by-hand";
import type { ChatServer } from "./chat-server";
import { LaneDefaults } from "./lane-defaults";
import { LaneLayout } from "./lane-layout";
import { LaneSession } from "./lane-session";
import { Reconnection } from "./reconnection";
import { type SettingsChoice, SettingsSync } from "./settings-sync";
import { Stopping } from "./stopping";
import { Store } from "./store";
import { goneMessage, type Refusal, stillArriving, toRefusal } from "./to-refusal";
import { Turns } from "./turns";

export type ChatState = {
  title: string | null;
  lanes: readonly LaneSession[];
  /** The server has it. */
  saved: boolean;
  /** Why the last thing asked for was refused; null when it was not, or when that has passed. */
  notice: Refusal | null;
  /** What two tabs have set differently, until the user has chosen; null when nothing is to be chosen. */
  settingsChoice: SettingsChoice | null;
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

/** One chat while this page knows it: its lanes, and what is sent to and heard from the server about it. */
export class ChatSession {
  readonly id: string;
  readonly store: Store<ChatState>;
  readonly layout: LaneLayout;
  readonly byHand: ByHand;
  readonly turns: Turns;
  readonly stopping: Stopping;
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
      settingsChoice: null,
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
    this.stopping = new Stopping(server, this.store);
    this.layout = new LaneLayout({
      chatId: id,
      server,
      store: this.store,
      createLane: ({ id: laneId, like }) => this.#createLane({ ...like.store.get(), id: laneId }),
      refresh: () => this.refresh(),
      flush: () => this.settings.flush(),
      stopLane: (lane) => this.stopping.stopLane(lane),
      onChange: () => onChange("change"),
    });
    this.turns = new Turns({
      chatId: id,
      server,
      store: this.store,
      settings: this.settings,
      laneDefaults: this.laneDefaults,
      byHand: this.byHand,
      layout: this.layout,
      refuseWhileBusy: (lanes) => this.#refuseWhileBusy(lanes),
      refresh: () => this.refresh(),
      onChange,
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
        if (!this.settings.has(session)) this.settings.hear(session, lane.settings);
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
    this.#markBests();
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

  /** Brings a message into view, whichever lane and branch it stands on, and says so where the chat has it no more. */
  async seek(messageId: string): Promise<void> {
    if (this.#seekInLanes(messageId)) return;
    const isRead = (await this.refresh()) === "adopted";
    if (isRead && !this.#seekInLanes(messageId)) this.store.patch({ notice: goneMessage });
  }

  #seekInLanes(messageId: string): boolean {
    const found = this.store.get().lanes.find((lane) => lane.has(messageId));
    found?.seek(messageId);
    return found !== undefined;
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

  /** Reads the chat again now, instead of waiting for the next attempt. */
  async reconnect(): Promise<void> {
    this.#reconnection.reset();
    if ((await this.refresh()) === "unreachable") void this.#reconnection.start();
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
  #markBests(): void {
    const { lanes } = this.store.get();
    if (lanes.length > 1) this.store.patch({ bests: toBestsByRun(lanes.flatMap((lane) => lane.answers)) });
  }

  #laneSettled(): void {
    if (this.store.get().lanes.some((lane) => lane.store.get().disconnected)) void this.#reconnection.start();
    else this.#reconnection.reset();
    if (this.busy) return;
    this.#endNotice("busy");
    this.#markBests();
    if (this.store.get().saved) this.#onChange("change");
  }

  #saveLane(lane: LaneSession, patch: LanePatch): void {
    this.#server.patchLane(this.id, lane.id, patch).then(
      () => this.#onChange("change"),
      (error: unknown) => this.store.patch({ notice: toRefusal(error) }),
    );
  }
}
