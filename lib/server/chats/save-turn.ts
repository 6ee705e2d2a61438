import "server-only";
import type { Kysely } from "kysely";
import { AppError } from "@/lib/app-error";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { toTitle } from "@/lib/chats/to-title";
import type { Database } from "@/lib/server/db/schema";
import { type RunPlan, toFirstMetadata } from "@/lib/server/runs/run-plan";
import { saveRun } from "@/lib/server/runs/run-store";
import type { TurnLane, TurnLayout, TurnRequest } from "@/lib/turns/turn-request";
import { orderLanes, requireRoom } from "./lane-store";
import { saveMessage } from "./message-store";

/** What a turn and messages by hand have in common: where they belong, and what is said in them. */
export type TurnPlace = Pick<TurnRequest, "turnId" | "chatId" | "layout"> & {
  lanes: readonly (TurnLayout & Pick<TurnLane, "message">)[];
};

type Owned = { owner: string; turn: TurnPlace };

/** The turn's chat: made when it is new, touched when it is not. */
export async function saveTurnChat(db: Kysely<Database>, { owner, turn }: Owned): Promise<void> {
  const now = Date.now();
  const chat = await db
    .selectFrom("chats")
    .select(["owner", "deleted_at"])
    .where("id", "=", turn.chatId)
    .executeTakeFirst();
  if (chat === undefined) {
    const { text = "", attachments = [] } =
      turn.lanes.find(({ message }) => message !== undefined)?.message ?? {};
    const title = toTitle(text.trim() === "" ? (attachments[0]?.name ?? "") : text);
    const row = { id: turn.chatId, owner, title, created_at: now, updated_at: now };
    await db.insertInto("chats").values(row).execute();
    return;
  }
  if (chat.owner !== owner) throw new AppError("not_found", "There is no such chat.");
  await db
    .updateTable("chats")
    .set({ updated_at: now, deleted_at: null })
    .where("id", "=", turn.chatId)
    .execute();
}

type OwnedLane = Owned & { lane: TurnLayout };

/** The turn's lane: made when it is new; either way it now has this model and, unless it keeps what it has, these settings. */
export async function saveTurnLane(db: Kysely<Database>, { owner, turn, lane }: OwnedLane): Promise<void> {
  const settings = { model: lane.model, settings_json: JSON.stringify(lane.settings) };
  if (await isKnownLane(db, { owner, turn, lane })) {
    const changes = lane.keepsSettings === true ? { model: lane.model } : settings;
    await db.updateTable("lanes").set(changes).where("id", "=", lane.laneId).execute();
    return;
  }
  const position = await requireRoom(db, { chatId: turn.chatId, except: lane.laneId });
  const row = { id: lane.laneId, owner, chat_id: turn.chatId, position, leaf_id: null, ...settings };
  await db
    .insertInto("lanes")
    .values({ ...row, removed_at: null })
    .execute();
}

/**
 * The lane of an answer beside others stays as it is.
 * @throws AppError `not_found`, `conflict`
 */
export async function requireTurnLane(db: Kysely<Database>, owned: OwnedLane): Promise<void> {
  if (!(await isKnownLane(db, owned))) throw noSuchLane();
}

/** @throws AppError when the lane is somebody else's, another chat's, or removed */
async function isKnownLane(db: Kysely<Database>, { owner, turn, lane }: OwnedLane): Promise<boolean> {
  const known = await db
    .selectFrom("lanes")
    .select(["owner", "chat_id", "removed_at"])
    .where("id", "=", lane.laneId)
    .executeTakeFirst();
  if (known === undefined) return false;
  if (known.owner !== owner || known.chat_id !== turn.chatId) throw noSuchLane();
  if (known.removed_at !== null)
    throw new AppError("conflict", "This lane was removed in another tab. Reload the chat.");
  return true;
}

const noSuchLane = () => new AppError("not_found", "There is no such lane in this chat.");

/** All lanes of a turn's chat as the screen shows them, those that are not asked too. */
export async function saveTurnLayout(db: Kysely<Database>, { owner, turn }: Owned): Promise<void> {
  if (turn.layout === undefined) return;
  for (const lane of turn.layout) await saveTurnLane(db, { owner, turn, lane });
  await orderLanes(db, { chatId: turn.chatId, laneIds: turn.layout.map(({ laneId }) => laneId) });
}

/** `question` is what the user's message consists of. */
type TurnRun = { lane: TurnLane; question: StoredMessage["parts"]; plan: RunPlan; turnIndex: number };

/** The user's message, when the turn brings one, and the row its answer will fill. The lane shows them, unless others are shown. */
export async function saveTurnMessages(
  db: Kysely<Database>,
  { owner, turn, lane, question, plan, turnIndex }: Owned & TurnRun,
): Promise<void> {
  const { laneId, message, parentId, answerId } = lane;
  const now = Date.now();
  const place = { owner, chatId: turn.chatId, turnId: turn.turnId, laneId };
  if (message !== undefined) {
    await saveMessage(db, {
      ...place,
      id: message.id,
      parentId,
      role: "user",
      parts: question,
      metadata: null,
      createdAt: now,
    });
  }
  const metadata = toFirstMetadata(plan, now);
  await saveMessage(db, {
    ...place,
    id: answerId,
    parentId: message?.id ?? parentId,
    role: "assistant",
    parts: [],
    metadata,
    // The answer comes after its question in any order by time, and before the next of its turn.
    createdAt: now + 1 + turnIndex,
  });
  if (lane.beside !== true)
    await db.updateTable("lanes").set({ leaf_id: answerId }).where("id", "=", laneId).execute();
  await saveRun(db, {
    ...place,
    id: plan.runId,
    turnIndex,
    answerId,
    model: plan.ref,
    outcome: "running",
    startedAt: now,
    beside: lane.beside === true,
  });
}
