import "server-only";
import type { Kysely } from "kysely";
import { isTemporaryId } from "@/lib/id";
import type { Database } from "@/lib/server/db/schema";
import { type BudgetScope, type Reservation, reserveBudget, settleBudget } from "./budget-store";
import { saveTemporaryRun } from "./save-temporary-run";

/**
 * What a run of a chat holds back in its budgets: the most that one request may cost, at any time. A run with tools sends
 * several; before each of them what the last one cost is counted, and there must be something left.
 */
export class RunBudget {
  readonly #runId: string;
  readonly #budgets: BudgetScope[];
  #held: Reservation | null = null;
  #countedUsd = 0;

  /** Without budgets it does nothing. */
  constructor(runId: string, budgets: BudgetScope[]) {
    this.#runId = runId;
    this.#budgets = budgets;
  }

  /** What is held back now, in USD. */
  get heldUsd(): number {
    return this.#held?.usd ?? 0;
  }

  get isLimited(): boolean {
    return this.#budgets.length > 0;
  }

  /**
   * Holds `usd` back in place of what was held before, and counts what the run spent so far: null, when that cannot be known,
   * counts what was held.
   * @throws AppError `budget_exceeded`; what was held before stays
   */
  async hold(usd: number, spentUsd: number | null = 0): Promise<void> {
    if (!this.isLimited) return;
    const before = this.#held;
    this.#held = await reserveBudget({
      // Budgets are counted together for all who use the server.
      owner: "local",
      budgets: this.#budgets,
      usd,
      instead: before === null ? null : { reservation: before, costUsd: this.#toUncounted(spentUsd) },
      saveRun: async (transaction) => {
        if (isTemporaryId(this.#runId)) {
          await saveTemporaryRun(transaction, { runId: this.#runId, reservedUsd: usd });
          return;
        }
        await transaction
          .updateTable("runs")
          .set({ reserved_usd: usd })
          .where("id", "=", this.#runId)
          .execute();
      },
    });
    this.#countedUsd = spentUsd ?? this.#countedUsd;
  }

  /** Counts what the whole run spent, in the transaction that ends it. */
  async settle(transaction: Kysely<Database>, spentUsd: number | null): Promise<void> {
    if (this.#held === null) return;
    await settleBudget(transaction, { reservation: this.#held, costUsd: this.#toUncounted(spentUsd) });
  }

  #toUncounted(spentUsd: number | null): number | null {
    return spentUsd === null ? null : Math.max(0, spentUsd - this.#countedUsd);
  }
}
