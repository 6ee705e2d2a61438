import "server-only";
import type { Kysely } from "kysely";
import { AppError } from "@/lib/app-error";
import type { Database } from "@/lib/server/db/schema";
import { listLiveLaneIds } from "@/lib/server/runs/run-store";

/** @throws AppError `lane_busy` */
export async function refuseBusyLanes(
  db: Kysely<Database>,
  { chatId, lanes }: { chatId: string; lanes: readonly { laneId: string }[] },
): Promise<void> {
  const live = await listLiveLaneIds(db, chatId);
  if (!lanes.some(({ laneId }) => live.has(laneId))) return;
  throw new AppError(
    "lane_busy",
    "An answer is still being written in this chat. Wait for it or stop it, then send again.",
  );
}

/**
 * The browser chooses ids; one that exists already would be somebody's message.
 * @throws AppError `conflict`
 */
export async function refuseTakenIds(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  const taken = await db.selectFrom("messages").select("id").where("id", "in", ids).executeTakeFirst();
  if (taken === undefined) return;
  throw new AppError("conflict", "A message with this id exists already. Reload the chat, then send again.");
}
