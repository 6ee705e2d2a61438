import { AppError } from "@/lib/app-error";
import type { ChatMessage, LiveRun, StoredMessage } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { createId, createIdBeside } from "@/lib/id";
import type { TurnRequest } from "@/lib/turns/turn-request";
import type { ChatServer } from "./chat-server";
import { Store } from "./store";
import { toRefusal } from "./to-refusal";

/** So many are asked for at once; the others wait for all of these to end. */
export const repeatsAtOnce = 5;

/** One more answer to a request, from when it is wanted to when it is one of the lane's versions. */
export type Repeat = {
  answerId: string;
  questionId: string;
  /** Epoch ms; in the order in which they were wanted. */
  createdAt: number;
  state: "waiting" | "running" | "refused";
  /** As far as it has come. */
  message: ChatMessage | null;
  /** Why it was not asked for. */
  problem: string | null;
};

export type LaneRepeatsOptions = {
  chatId: string;
  laneId: string;
  server: Pick<ChatServer, "runBeside" | "followBeside" | "stopRun">;
  /** The server has taken a turn of them. */
  onBegun: () => void;
  /** An answer has ended. */
  onAnswer: (answer: StoredMessage) => void;
  /** All have ended, or are lost. */
  onSettled: () => void;
  /** The line to answers that may still be going on is gone: the chat must be read again. */
  onLost: () => void;
};

/** What is asked again. */
export type RepeatPlan = { questionId: string; model: string; settings: LaneSettings; count: number };

/** Answers that one lane has written beside the one it shows. Each becomes a version of it when it has ended. */
export class LaneRepeats {
  /** Those that have not ended, and those that were refused. */
  readonly store = new Store<readonly Repeat[]>([]);
  readonly #options: LaneRepeatsOptions;
  #isStopping = false;
  readonly #stopped = new Set<string>();

  constructor(options: LaneRepeatsOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.store.get().some(({ state }) => state !== "refused");
  }

  /** Begins; what was refused before is forgotten. */
  start(plan: RepeatPlan): void {
    const { questionId, count } = plan;
    const wanted = Array.from({ length: count }, () => createId());
    const now = Date.now();
    this.#isStopping = false;
    this.store.set(
      wanted.map((answerId, index) => toRepeat({ answerId, questionId, createdAt: now + index })),
    );
    void this.#runAll(plan, wanted);
  }

  /** Receives answers that were begun elsewhere, or before the page was loaded. */
  follow(runs: readonly (LiveRun & { questionId: string })[]): void {
    const running = this.store.get().filter(({ state }) => state !== "refused");
    const added = runs.filter(({ answerId }) => running.every((known) => known.answerId !== answerId));
    if (added.length === 0) return;
    this.#isStopping = false;
    const repeats = added.map((run) => ({
      ...toRepeat({ ...run, createdAt: Date.now() }),
      state: "running" as const,
    }));
    this.store.set([...running, ...repeats]);
    for (const [turnId, turn] of Map.groupBy(added, (run) => run.turnId)) {
      const ids = turn.map(({ answerId }) => answerId);
      void this.#hear(ids, (onAnswer) => this.#options.server.followBeside(turnId, onAnswer)).then(() => {
        this.#remove(ids);
        this.#settle();
      });
    }
  }

  /** Ends those that are running and forgets those that wait; what has arrived is kept. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.#isStopping = true;
    this.store.set(this.store.get().filter(({ state }) => state !== "waiting"));
    await Promise.all(this.store.get().map(({ message }) => this.#stopRun(message)));
    this.#settle();
  }

  async #runAll(plan: RepeatPlan, wanted: readonly string[]): Promise<void> {
    for (let at = 0; at < wanted.length && !this.#isStopping; at += repeatsAtOnce)
      await this.#runSome(plan, wanted.slice(at, at + repeatsAtOnce));
    this.#settle();
  }

  /** A server that has no room for all of them may have room for one. */
  async #runSome(plan: RepeatPlan, answerIds: readonly string[]): Promise<void> {
    this.#patch(answerIds, { state: "running" });
    const request = this.#toTurn(plan, answerIds);
    const refusal = await this.#hear(answerIds, (onAnswer) =>
      this.#options.server.runBeside(request, onAnswer),
    );
    if (refusal === null) return;
    if (refusal.code === "overloaded" && answerIds.length > 1) {
      for (const answerId of answerIds) if (!this.#isStopping) await this.#runSome(plan, [answerId]);
      return;
    }
    this.#patch(answerIds, { state: "refused", problem: refusal.message });
  }

  /** Takes in what comes of a turn. Why the server did not begin it, or null. */
  async #hear(
    answerIds: readonly string[],
    listen: (onAnswer: (answer: ChatMessage) => void) => Promise<void>,
  ): Promise<AppError | null> {
    let hasBegun = false;
    try {
      await listen((answer) => {
        if (!hasBegun) this.#options.onBegun();
        hasBegun = true;
        this.#take(answer);
      });
      return null;
    } catch (error) {
      if (!hasBegun && error instanceof AppError) return error;
      // Whatever became of them, the chat has it.
      this.#options.onLost();
      return hasBegun ? null : new AppError("internal", toRefusal(error).text);
    } finally {
      if (hasBegun) this.#remove(answerIds);
    }
  }

  #take(answer: ChatMessage): void {
    const { id, parts, metadata } = answer;
    if (metadata === undefined || metadata.outcome === "running") {
      this.#patch([id], { message: answer });
      if (this.#isStopping) this.#stopRun(answer).catch(() => this.#options.onLost());
      return;
    }
    const repeat = this.store.get().find(({ answerId }) => answerId === id);
    if (repeat === undefined) return;
    const { questionId: parentId, createdAt } = repeat;
    const { laneId } = this.#options;
    this.#options.onAnswer({ id, laneId, parentId, role: "assistant", parts, metadata, createdAt });
    this.#remove([id]);
  }

  async #stopRun(answer: ChatMessage | null): Promise<void> {
    const runId = answer?.metadata?.runId;
    if (runId === undefined || this.#stopped.has(runId)) return;
    this.#stopped.add(runId);
    await this.#options.server.stopRun(runId);
  }

  #toTurn({ questionId, model, settings }: RepeatPlan, answerIds: readonly string[]): TurnRequest {
    const { chatId, laneId } = this.#options;
    return {
      turnId: createIdBeside(chatId),
      chatId,
      lanes: answerIds.map((answerId) => ({
        laneId,
        model,
        settings,
        parentId: questionId,
        answerId,
        beside: true,
      })),
    };
  }

  #patch(answerIds: readonly string[], fields: Partial<Repeat>): void {
    const repeats = this.store.get();
    this.store.set(
      repeats.map((repeat) => (answerIds.includes(repeat.answerId) ? { ...repeat, ...fields } : repeat)),
    );
  }

  #remove(answerIds: readonly string[]): void {
    this.store.set(this.store.get().filter(({ answerId }) => !answerIds.includes(answerId)));
  }

  #settle(): void {
    if (!this.running) this.#options.onSettled();
  }
}

const toRepeat = (wanted: Pick<Repeat, "answerId" | "questionId" | "createdAt">): Repeat => ({
  answerId: wanted.answerId,
  questionId: wanted.questionId,
  createdAt: wanted.createdAt,
  state: "waiting",
  message: null,
  problem: null,
});
