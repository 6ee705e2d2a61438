import "server-only";
import type { ToolDecision } from "@/lib/tools/tool-decision";

type Waiter = { resolve: (decision: ToolDecision) => void; reject: (reason: unknown) => void };

/** The calls of one run that wait for a person, and what was decided. The first decision on a call counts. */
export class PendingDecisions {
  readonly #waiting = new Map<string, Waiter>();
  readonly #made = new Map<string, ToolDecision>();

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** Resolves once somebody has decided. Rejects when `signal` is aborted or nobody did within `timeoutMs`. */
  async wait(
    toolCallId: string,
    { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  ): Promise<ToolDecision> {
    const made = this.#made.get(toolCallId);
    if (made !== undefined) return made;
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<ToolDecision>();
    const abort = () => reject(signal.reason);
    const timer = setTimeout(() => {
      reject(new Error(`Nobody decided about this call within ${Math.round(timeoutMs / 60_000)} minutes.`));
    }, timeoutMs);
    signal.addEventListener("abort", abort, { once: true });
    this.#waiting.set(toolCallId, { resolve, reject });
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      this.#waiting.delete(toolCallId);
    });
  }

  /** Hands over a decision; one that comes before its call is kept for it. */
  decide(decision: ToolDecision): void {
    const { toolCallId } = decision;
    if (this.#made.has(toolCallId)) return;
    this.#made.set(toolCallId, decision);
    this.#waiting.get(toolCallId)?.resolve(decision);
  }
}
