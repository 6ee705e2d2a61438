import "server-only";
import type { Kysely } from "kysely";
import type { LanePatch } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import type { Lane } from "@/lib/chats/chat-document";
import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import { getDbOf } from "@/lib/server/db/get-db";
import type { Database } from "@/lib/server/db/schema";

/** The lanes of a chat from left to right. */
export async function listLanes(db: Kysely<Database>, chatId: string): Promise<Lane[]> {
  const rows = await db
    .selectFrom("lanes")
    .selectAll()
    .where("chat_id", "=", chatId)
    .orderBy("position")
    .execute();
  return rows.map(({ id, position, model, settings_json, leaf_id }) => ({
    id,
    position,
    model,
    settings: laneSettingsSchema.parse(JSON.parse(settings_json)),
    leafId: leaf_id,
  }));
}

/**
 * Shows another branch of a lane, or changes what its next turn uses.
 * @throws AppError `not_found`
 */
export async function patchLane(options: {
  owner: string;
  chatId: string;
  laneId: string;
  patch: LanePatch;
}): Promise<void> {
  const { owner, chatId, laneId, patch } = options;
  const db = await getDbOf(chatId);
  if (patch.leafId != null) await requireOwnMessage(db, { owner, laneId, messageId: patch.leafId });
  const changes = {
    ...(patch.leafId === undefined ? {} : { leaf_id: patch.leafId }),
    ...(patch.model === undefined ? {} : { model: patch.model }),
    ...(patch.settings === undefined ? {} : { settings_json: JSON.stringify(patch.settings) }),
  };
  const lane = await db
    .selectFrom("lanes")
    .select("id")
    .where("id", "=", laneId)
    .where("chat_id", "=", chatId)
    .where("owner", "=", owner)
    .executeTakeFirst();
  if (lane === undefined) throw new AppError("not_found", "There is no such lane in this chat.");
  if (Object.keys(changes).length === 0) return;
  await db.updateTable("lanes").set(changes).where("id", "=", laneId).execute();
}

async function requireOwnMessage(
  db: Kysely<Database>,
  { owner, laneId, messageId }: { owner: string; laneId: string; messageId: string },
): Promise<void> {
  const message = await db
    .selectFrom("messages")
    .select("id")
    .where("id", "=", messageId)
    .where("lane_id", "=", laneId)
    .where("owner", "=", owner)
    .executeTakeFirst();
  if (message === undefined) throw new AppError("not_found", "There is no such message in this lane.");
}
