import "server-only";
import { isTemporaryId } from "@/lib/id";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getDb, getMemoryDb } from "@/lib/server/db/get-db";
import { getLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";
import { type EncodedChunks, saveChunks } from "./event-store";
import { LiveRun } from "./live-run";

/** The longest a chunk waits to be stored, as long as the database takes writes. */
const flushEveryMs = 150;
/** A run with this much unstored is flushed at once. */
const flushAtCharacters = 4_096;
const retryAfterMs = 500;
/** Failures younger than this are not told. */
const toldAfterMs = 800;

/**
 * The runs that go on in this process and their unstored chunks. One transaction carries what all runs have pending;
 * a database that takes no writes delays storing, never the stream.
 */
export class EventLog {
  readonly #runs = new Map<string, LiveRun>();
  #timer: NodeJS.Timeout | null = null;
  /** When the timer is due, by `performance.now()`. */
  #dueAt = 0;
  #flushing: Promise<void> | null = null;
  #failingSince: number | null = null;
  #problem: string | null = null;

  open(runId: string): LiveRun {
    const run = new LiveRun(runId, (pending) => this.#schedule(pending));
    this.#runs.set(runId, run);
    return run;
  }

  get(runId: string): LiveRun | undefined {
    return this.#runs.get(runId);
  }

  listLive(): LiveRun[] {
    return [...this.#runs.values()];
  }

  /** Forgets a run that has ended and is stored: who follows it hears of its end, who comes now reads the log. */
  close(run: LiveRun): void {
    run.end();
    run.forgetAnswer();
    this.#runs.delete(run.id);
  }

  /** Stores everything pending; after a failure it tries again later by itself. */
  async flush(): Promise<void> {
    while (this.#flushing !== null) await this.#flushing;
    this.#flushing = this.#flushOnce().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  #schedule(run: LiveRun): void {
    // While the database takes nothing, trying at each chunk would only fill the log of a full disk.
    const isHealthy = this.#failingSince === null;
    if (isHealthy && run.pendingCharacters >= flushAtCharacters && this.#flushing === null) {
      this.#arm(0);
    } else if (this.#timer === null) {
      this.#arm(flushEveryMs);
    }
  }

  /** Flushes after `delayMs` at the latest. A timer that is due sooner stands: chunks that keep coming must not put it off. */
  #arm(delayMs: number): void {
    const dueAt = performance.now() + delayMs;
    if (this.#timer !== null && this.#dueAt <= dueAt) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.flush();
    }, delayMs);
  }

  /** Readers are told once it lasts: a database that is busy for a moment is nobody's concern. */
  #noteFailure(error: unknown): void {
    this.#failingSince ??= performance.now();
    if (this.#problem !== null || performance.now() - this.#failingSince < toldAfterMs) return;
    this.#problem = explainDbFailure(error) ?? "the database takes no writes";
    for (const run of this.listLive()) run.tell({ unstored: this.#problem });
  }

  #noteSuccess(): void {
    this.#failingSince = null;
    if (this.#problem === null) return;
    this.#problem = null;
    for (const run of this.listLive()) if (!run.ended) run.tell({ unstored: null });
  }

  async #flushOnce(): Promise<void> {
    const taken = this.listLive().flatMap((run) => {
      const pending = run.takePending();
      return pending === null ? [] : [{ run, row: { runId: run.id, ...pending } satisfies EncodedChunks }];
    });
    if (taken.length === 0) return;
    try {
      await saveRows(taken.map(({ row }) => row));
      this.#noteSuccess();
    } catch (error) {
      getLog().warn({ err: error }, "the event log could not be stored; trying again");
      this.#noteFailure(error);
      for (const { run, row } of taken) run.returnPending(row.chunks);
      if (this.#timer === null) this.#arm(retryAfterMs);
    }
  }
}

/** One transaction for all that is stored; what is temporary goes to memory. */
async function saveRows(rows: EncodedChunks[]): Promise<void> {
  const temporary = rows.filter(({ runId }) => isTemporaryId(runId));
  const stored = rows.filter(({ runId }) => !isTemporaryId(runId));
  // First: memory always takes it, and takes the same rows again without harm when the database does not.
  if (temporary.length > 0) await saveChunks(await getMemoryDb(), temporary);
  if (stored.length === 0) return;
  const db = await getDb();
  await db.transaction().execute((transaction) => saveChunks(transaction, stored));
}

export const getEventLog = () => singleton("event-log", () => new EventLog());
