import "server-only";
import type { Kysely } from "kysely";

/** What people decided about tool calls. A migration: never changed once released. */
export async function addToolDecisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("tool_decisions")
    .addColumn("run_id", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("tool_call_id", "text", (column) => column.notNull())
    .addColumn("decision_json", "text", (column) => column.notNull())
    .addColumn("decided_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("tool_decisions_key", ["run_id", "tool_call_id"])
    .execute();
}
