import { z } from "zod";
import { attachmentRefsSchema } from "@/lib/attachments/attachment";
import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import { isTemporaryId } from "@/lib/id";
import { idSchema } from "@/lib/id-schema";
import { maxLanes, maxMessageCharacters } from "./turn-limits";

const modelRefText = z.string().min(3).max(300);

const layoutLane = {
  laneId: idSchema,
  model: modelRefText,
  settings: laneSettingsSchema.default({}),
  /** They are what the server last said of this lane: should another tab have changed them since, that stays. */
  keepsSettings: z.literal(true).optional(),
};

/** A lane as it stands on the screen. */
const layoutLaneSchema = z.strictObject(layoutLane);
export type TurnLayout = z.infer<typeof layoutLaneSchema>;

const newMessage = {
  id: idSchema,
  text: z.string().max(maxMessageCharacters),
  attachments: attachmentRefsSchema.optional(),
};
const hasContent = ({ text, attachments = [] }: { text: string; attachments?: unknown[] }) =>
  text !== "" || attachments.length > 0;
const lacksContent = { message: "a message has a text or a file", path: ["text"] };

/** A question: a text, files that this server has, or both. */
const newMessageSchema = z.strictObject(newMessage).refine(hasContent, lacksContent);

/**
 * One lane of a turn. With `message`: a new user message below `parentId`, then an answer below it.
 * Without: another answer below `parentId`, which is then a user message (regenerate).
 */
export const turnLaneSchema = z.strictObject({
  ...layoutLane,
  /** The message below which this turn hangs; null at the start of the lane. */
  parentId: idSchema.nullable(),
  message: newMessageSchema.optional(),
  /** The id the answer will have. */
  answerId: idSchema,
  /**
   * One more answer to a question that is answered already, beside whatever the lane is doing: the lane keeps its model
   * and settings and goes on showing what it shows. A turn may ask for several of them in one lane.
   */
  beside: z.literal(true).optional(),
});

/**
 * `POST /api/turns`: starts a run per lane and answers with the events of all of them, see `turn-event.ts`.
 * Ids are the browser's, so that posting the same turn again attaches to it instead of running it twice.
 * A chat or lane that does not exist yet is created. A chat whose id begins with `temp-` is kept in memory only, and so
 * must its turns' ids begin.
 */
export const turnRequestSchema = z
  .strictObject({
    turnId: idSchema,
    chatId: idSchema,
    lanes: z.array(turnLaneSchema).min(1).max(maxLanes),
    /** All lanes of the chat from left to right, as long as the server may not know them: those it lacks are made. */
    layout: z.array(layoutLaneSchema).max(maxLanes).optional(),
  })
  .refine(hasDistinctLanes, { message: "each lane may appear once", path: ["lanes"] })
  .refine(({ lanes }) => lanes.every(({ beside, message }) => beside !== true || message === undefined), {
    message: "an answer beside others brings no message",
    path: ["lanes"],
  })
  .refine(hasDistinctMessageIds, {
    message: "each message and answer needs an id of its own",
    path: ["lanes"],
  })
  .refine((turn) => isTemporaryId(turn.turnId) === isTemporaryId(turn.chatId), {
    message: "a turn is temporary if its chat is, and only then",
    path: ["turnId"],
  });

function hasDistinctLanes({ lanes }: { lanes: z.infer<typeof turnLaneSchema>[] }): boolean {
  const ids = lanes.map(({ laneId }) => laneId);
  return lanes.every(({ beside }) => beside === true) || new Set(ids).size === ids.length;
}

function hasDistinctMessageIds({ lanes }: { lanes: z.infer<typeof turnLaneSchema>[] }): boolean {
  const ids = lanes.flatMap(({ answerId, message }) =>
    message === undefined ? [answerId] : [answerId, message.id],
  );
  return new Set(ids).size === ids.length;
}

export type TurnLane = z.infer<typeof turnLaneSchema>;
export type TurnRequest = z.infer<typeof turnRequestSchema>;

/** One lane of messages that are added by hand: a message below `parentId`, and nothing below that. */
const addedLaneSchema = z.strictObject({
  ...layoutLane,
  parentId: idSchema.nullable(),
  message: z
    .strictObject({ ...newMessage, role: z.enum(["user", "assistant"]) })
    .refine(hasContent, lacksContent)
    .refine(({ role, attachments = [] }) => role === "user" || attachments.length === 0, {
      message: "an answer has no files",
      path: ["attachments"],
    }),
});

/**
 * `POST /api/chats/:chatId/messages`: adds a message to each of these lanes and runs nothing. A chat or lane that does not
 * exist yet is created. Adding the same messages again changes nothing.
 */
export const addedMessagesSchema = z
  .strictObject({
    lanes: z.array(addedLaneSchema).min(1).max(maxLanes),
    /** As in a turn. */
    layout: z.array(layoutLaneSchema).max(maxLanes).optional(),
  })
  .refine(({ lanes }) => new Set(lanes.map(({ laneId }) => laneId)).size === lanes.length, {
    message: "each lane may appear once",
    path: ["lanes"],
  })
  .refine(({ lanes }) => new Set(lanes.map(({ message }) => message.id)).size === lanes.length, {
    message: "each message needs an id of its own",
    path: ["lanes"],
  });

export type AddedMessages = z.infer<typeof addedMessagesSchema>;
