import "server-only";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { appendCompact } from "@/lib/runs/compact-chunks";
import type { WireExchange } from "@/lib/server/wire/exchange";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import { PendingDecisions } from "./pending-decisions";
import type { EndedAttempt } from "./run-attempts";
import { RunBudget } from "./run-budget";

/** Chunks kept in memory for readers who keep up; who is further behind reads the log. */
const recentChunks = 512;
/** And no more than this of them: chunks that come fast are large. */
const recentCharacters = 65_536;

/** What a reader gets: chunks as JSON text, or word that it must read the log, or nothing yet. */
export type Taken =
  | { kind: "chunks"; chunks: string[] }
  | { kind: "behind" }
  | { kind: "waiting" }
  | { kind: "ended" };

/** A run that goes on in this process: numbers its chunks from 1, wakes its readers, remembers what to flush. */
export class LiveRun {
  readonly id: string;
  /** Aborted by whoever ends the run early. */
  readonly abort = new AbortController();
  /** Everything so far, deltas joined: what the message is made from. */
  readonly compact: AnswerChunk[] = [];
  /** What went to the provider and came back, one per request. */
  exchanges: readonly WireExchange[] = [];
  /** Models that were asked before the one that answered. */
  readonly attempts: EndedAttempt[] = [];
  /** What it holds back in budgets. */
  budget: RunBudget;
  /** What it spent in USD as budgets count it; null when that cannot be known. */
  spentUsd: number | null = 0;
  /** Tool calls that wait for a person. */
  readonly decisions = new PendingDecisions();
  stopped = false;
  /** The process is about to end: what has arrived is kept. */
  interrupted = false;
  ended = false;
  /** What was known of the answer at its start. */
  #first: AnswerMetadata | null = null;
  #seq = 0;
  #recent: string[] = [];
  #recentCharacters = 0;
  #pending: string[] = [];
  #pendingCharacters = 0;
  readonly #waiting = new Set<() => void>();
  readonly #onPending: (run: LiveRun) => void;

  constructor(id: string, onPending: (run: LiveRun) => void) {
    this.id = id;
    this.budget = new RunBudget(id, []);
    this.#onPending = onPending;
  }

  get pendingCharacters(): number {
    return this.#pendingCharacters;
  }

  /** Tells readers something about the answer beside its text; what they were told before stays. */
  tell(news: Pick<AnswerMetadata, "waitingFor" | "unstored">): void {
    if (this.#first === null) return;
    this.append({ type: "message-metadata", messageMetadata: { ...this.#first, ...news } });
  }

  /** Tells readers that another model is asked now. */
  tellAnew(metadata: AnswerMetadata): void {
    this.#first = metadata;
    this.append({ type: "message-metadata", messageMetadata: metadata });
  }

  append(chunk: AnswerChunk): void {
    if (chunk.type === "start") this.#first = chunk.messageMetadata ?? null;
    const encoded = JSON.stringify(chunk);
    this.#seq += 1;
    appendCompact(this.compact, chunk);
    this.#keepRecent(encoded);
    this.#pending.push(encoded);
    this.#pendingCharacters += encoded.length;
    this.#onPending(this);
    this.#wake();
  }

  /** Ends it early because a user wants that: closes the connection to the provider, keeps the text. */
  stop(): void {
    this.stopped = true;
    this.abort.abort(new DOMException("Stopped by the user.", "AbortError"));
  }

  /** Ends it early because this process ends. */
  interrupt(): void {
    this.interrupted = true;
    this.abort.abort(new DOMException("The server is ending.", "AbortError"));
  }

  /** Ends the run for its readers, once everything about it is stored. */
  end(): void {
    this.ended = true;
    this.#wake();
  }

  /** Lets go of what only the storing needed; those who still follow it need its last chunks. */
  forgetAnswer(): void {
    this.compact.length = 0;
    this.exchanges = [];
  }

  /** Hands over what is not in the log yet; null when nothing is. */
  takePending(): { seq: number; chunks: string[] } | null {
    if (this.#pending.length === 0) return null;
    const taken = { seq: this.#seq, chunks: this.#pending };
    this.#pending = [];
    this.#pendingCharacters = 0;
    return taken;
  }

  /** Gives back what a failed flush had taken. */
  returnPending(chunks: string[]): void {
    this.#pending = [...chunks, ...this.#pending];
    this.#pendingCharacters = this.#pending.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  /** The chunks after number `after`. */
  take(after: number): Taken {
    if (after >= this.#seq) return { kind: this.ended ? "ended" : "waiting" };
    const firstRecent = this.#seq - this.#recent.length + 1;
    if (after + 1 < firstRecent) return { kind: "behind" };
    return { kind: "chunks", chunks: this.#recent.slice(after + 1 - firstRecent) };
  }

  /** Calls `wake` once, at the next change. Returns how to take that back. */
  onChange(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  /** Forgets the older half of what is kept whenever that is twice as much as it should be. */
  #keepRecent(encoded: string): void {
    this.#recent.push(encoded);
    this.#recentCharacters += encoded.length;
    if (this.#recent.length <= recentChunks * 2 && this.#recentCharacters <= recentCharacters * 2) return;
    let first = this.#recent.length;
    let characters = 0;
    while (first > Math.max(0, this.#recent.length - recentChunks) && characters < recentCharacters) {
      first -= 1;
      characters += this.#recent[first]?.length ?? 0;
    }
    this.#recent = this.#recent.slice(first);
    this.#recentCharacters = characters;
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
