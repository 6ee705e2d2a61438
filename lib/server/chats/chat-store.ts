import "server-only";
import type { Kysely } from "kysely";
import type { ChatPatch } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import type { ChatDocument, LiveRun, StoredMessage } from "@/lib/chats/chat-document";
import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";
import { toMessageParts } from "@/lib/runs/to-message-parts";
import { getDbOf } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import type { Database } from "@/lib/server/db/schema";
import { getEventLog } from "@/lib/server/runs/event-log";
import { readLog } from "@/lib/server/runs/event-store";
import { listLanes, orderLanes } from "./lane-store";
import { listMessages } from "./message-store";

type Owned = { owner: string; chatId: string };

/** The chat as its screen needs it, deleted ones included, so that a deletion can be undone. */
export async function getChat({ owner, chatId }: Owned): Promise<ChatDocument> {
  const db = await getDbOf(chatId);
  const chat = await requireChat(db, { owner, chatId });
  const liveRuns = await db
    .selectFrom("runs")
    .select(["id as runId", "turn_id as turnId", "lane_id as laneId", "answer_id as answerId"])
    .where("chat_id", "=", chatId)
    .where("outcome", "=", "running")
    .execute();
  return {
    id: chat.id,
    title: chat.title,
    createdAt: chat.created_at,
    updatedAt: chat.updated_at,
    ...readLaneDefaults(chat),
    lanes: await listLanes(db, chatId),
    messages: await fillLiveAnswers(db, { messages: await listMessages(db, chatId), liveRuns }),
    liveRuns,
  };
}

/** Gives the answers that are being written what has arrived of them: their rows are filled in at the end. */
function fillLiveAnswers(
  db: Kysely<Database>,
  { messages, liveRuns }: { messages: StoredMessage[]; liveRuns: LiveRun[] },
): Promise<StoredMessage[]> {
  const runIds = new Map(liveRuns.map(({ answerId, runId }) => [answerId, runId]));
  return Promise.all(
    messages.map(async (message) => {
      const runId = runIds.get(message.id);
      if (runId === undefined) return message;
      // Another instance's run has left what has arrived in the log.
      const arrived = getEventLog().get(runId)?.compact ?? (await readLog(db, runId));
      return { ...message, parts: toMessageParts(arrived) };
    }),
  );
}

/** @throws AppError `not_found`, for a chat of somebody else too */
export async function requireChat(db: Kysely<Database>, { owner, chatId }: Owned) {
  const chat = await db
    .selectFrom("chats")
    .selectAll()
    .where("id", "=", chatId)
    .where("owner", "=", owner)
    .executeTakeFirst();
  if (chat === undefined) throw new AppError("not_found", "There is no such chat. It may have been deleted.");
  return chat;
}

/** Renames a chat, pins it, orders its lanes, or puts it in or takes it out of the bin. */
export async function patchChat({ owner, chatId, patch }: Owned & { patch: ChatPatch }): Promise<void> {
  const { title, deleted, pinned, laneIds, laneDefaults } = patch;
  const changes = {
    ...(title === undefined ? {} : { title }),
    ...(deleted === undefined ? {} : { deleted_at: deleted ? Date.now() : null }),
    ...(pinned === undefined ? {} : { pinned_at: pinned ? Date.now() : null }),
    ...(laneDefaults === undefined
      ? {}
      : { lane_defaults_json: laneDefaults === null ? null : JSON.stringify(laneDefaults) }),
  };
  await inTransaction(await getDbOf(chatId), async (db) => {
    // Each lane has its place in a row of its own: of two orders at once one is kept whole.
    if (laneIds !== undefined) await lockInTransaction(db, `chat:${chatId}`);
    await requireChat(db, { owner, chatId });
    if (laneIds !== undefined) await orderLanes(db, { chatId, laneIds });
    if (Object.keys(changes).length > 0)
      await db.updateTable("chats").set(changes).where("id", "=", chatId).execute();
  });
}

/** What lanes that are added to a chat begin with; nothing where they begin as their neighbour. */
export function readLaneDefaults({ lane_defaults_json: json }: { lane_defaults_json: string | null }): {
  laneDefaults?: LaneSettings;
} {
  return json === null ? {} : { laneDefaults: laneSettingsSchema.parse(JSON.parse(json)) };
}
