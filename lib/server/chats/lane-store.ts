import "server-only";
import type { Kysely } from "kysely";
import type { LanePatch, LanePatchResult } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import type { Lane } from "@/lib/chats/chat-document";
import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";
import { joinSettings } from "@/lib/server/changed-meanwhile";
import { getDbOf } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import type { Database } from "@/lib/server/db/schema";
import { maxLanes } from "@/lib/turns/turn-limits";

/** The lanes of a chat from left to right, without those that were removed. */
export async function listLanes(db: Kysely<Database>, chatId: string): Promise<Lane[]> {
  const rows = await db
    .selectFrom("lanes")
    .selectAll()
    .where("chat_id", "=", chatId)
    .where("removed_at", "is", null)
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
 * Shows another branch of a lane, changes what its next turn uses, or removes it or brings it back.
 * @throws AppError `not_found`, `lane_busy`, and `conflict` when the chat has as many lanes as it may or the lane's settings
 * were changed meanwhile
 */
export async function patchLane(options: {
  owner: string;
  chatId: string;
  laneId: string;
  patch: LanePatch;
}): Promise<LanePatchResult> {
  const { owner, chatId, laneId, patch } = options;
  return inTransaction(await getDbOf(chatId), async (db) => {
    if (patch.settingsFrom !== undefined) await lockInTransaction(db, `lane:${laneId}`);
    // How many lanes there are, and whether this one is being answered, must not change meanwhile.
    if (patch.removed !== undefined) await lockInTransaction(db, `chat:${chatId}`);
    if (patch.leafId != null) await requireOwnMessage(db, { owner, laneId, messageId: patch.leafId });
    const lane = await db
      .selectFrom("lanes")
      .select("settings_json")
      .where("id", "=", laneId)
      .where("chat_id", "=", chatId)
      .where("owner", "=", owner)
      .executeTakeFirst();
    if (lane === undefined) throw new AppError("not_found", "There is no such lane in this chat.");
    const settings = joinSettings(patch, laneSettingsSchema.parse(JSON.parse(lane.settings_json)));
    if (patch.removed === true) await refuseWhileRunning(db, laneId);
    if (patch.removed === false) await requireRoom(db, { chatId, except: laneId });
    const changes = toChanges({ ...patch, settings });
    if (Object.keys(changes).length > 0)
      await db.updateTable("lanes").set(changes).where("id", "=", laneId).execute();
    return { saved: true, ...(settings === undefined ? {} : { settings }) };
  });
}

type Changes = Omit<LanePatch, "settings"> & { settings: LaneSettings | undefined };

const toChanges = ({ leafId, model, settings, removed }: Changes) => ({
  ...(leafId === undefined ? {} : { leaf_id: leafId }),
  ...(model === undefined ? {} : { model }),
  ...(settings === undefined ? {} : { settings_json: JSON.stringify(settings) }),
  ...(removed === undefined ? {} : { removed_at: removed ? Date.now() : null }),
});

async function refuseWhileRunning(db: Kysely<Database>, laneId: string): Promise<void> {
  const running = await db
    .selectFrom("runs")
    .select("id")
    .where("lane_id", "=", laneId)
    .where("outcome", "=", "running")
    .executeTakeFirst();
  if (running !== undefined)
    throw new AppError("lane_busy", "This lane is still being answered. Stop it, then remove it.");
}

/**
 * How many lanes the chat shows beside `except`.
 * @throws AppError `conflict` when there is no room for another one
 */
export async function requireRoom(
  db: Kysely<Database>,
  { chatId, except }: { chatId: string; except: string },
): Promise<number> {
  const { count } = await db
    .selectFrom("lanes")
    .select((lanes) => lanes.fn.countAll<number>().as("count"))
    .where("chat_id", "=", chatId)
    .where("id", "<>", except)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  if (count >= maxLanes)
    throw new AppError("conflict", `A chat has at most ${maxLanes} lanes. Remove one first.`);
  return count;
}

/** Puts a chat's lanes into this order; lanes that are not named come after them. */
export async function orderLanes(
  db: Kysely<Database>,
  { chatId, laneIds }: { chatId: string; laneIds: readonly string[] },
): Promise<void> {
  const known = (await listLanes(db, chatId)).map(({ id }) => id);
  const named = laneIds.filter((id) => known.includes(id));
  const ordered = [...named, ...known.filter((id) => !named.includes(id))];
  for (const [position, id] of ordered.entries()) {
    await db.updateTable("lanes").set({ position }).where("id", "=", id).execute();
  }
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
