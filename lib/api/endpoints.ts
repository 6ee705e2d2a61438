import { z } from "zod";
import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";
import { idSchema } from "@/lib/id-schema";
import type { RunOutcome } from "@/lib/runs/answer-metadata";
import type { Snippet } from "@/lib/search/to-snippet";
import { maxLanes, maxMessageCharacters } from "@/lib/turns/turn-limits";

/** `PATCH /api/chats/:chatId`: rename, pin, say what added lanes begin with, order the lanes, or put in or take out of the bin. */
export const chatPatchSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    deleted: z.boolean(),
    pinned: z.boolean(),
    /** null: the settings of their neighbour. */
    laneDefaults: laneSettingsSchema.nullable(),
    /** The lanes from left to right. */
    laneIds: z.array(idSchema).max(maxLanes),
  })
  .partial();
export type ChatPatch = z.infer<typeof chatPatchSchema>;

/** `PATCH /api/chats/:chatId/lanes/:laneId`: show another branch, change what the next turn uses, remove or bring back. */
export const lanePatchSchema = z
  .strictObject({
    leafId: idSchema.nullable(),
    model: z.string().min(3).max(300),
    settings: laneSettingsSchema,
    /**
     * What `settings` was made from. What another tab has changed since is kept beside; where both changed the same setting,
     * 409 with the lane's settings in `details.current`.
     */
    settingsFrom: laneSettingsSchema,
    removed: z.boolean(),
  })
  .partial();
export type LanePatch = z.infer<typeof lanePatchSchema>;
/** The settings that the lane has now, when they were to be changed. */
export type LanePatchResult = { saved: true; settings?: LaneSettings };

/** `POST /api/chats/:chatId/lanes`: a new lane to the right of another one, with a copy of what that shows. */
export const laneCopySchema = z.strictObject({ from: idSchema, laneId: idSchema });
export type LaneCopy = z.infer<typeof laneCopySchema>;

/** `POST /api/chats/:chatId/continue`: every other lane goes on from a copy of this lane's path to this answer. */
export const continueSchema = z.strictObject({ laneId: idSchema, messageId: idSchema });
/** What the other lanes showed before: showing it again undoes it. */
export type ContinueResult = { before: { laneId: string; leafId: string | null }[] };

/** `GET /api/chats/search?q=`: titles and messages in which everything was found, newest first. */
export type SearchHits = {
  titles: { chatId: string; updatedAt: number; snippet: Snippet }[];
  messages: {
    messageId: string;
    chatId: string;
    /** Of its chat. */
    title: string;
    laneId: string;
    role: "user" | "assistant";
    createdAt: number;
    snippet: Snippet;
  }[];
};

/**
 * `POST /api/import`: how many chats were added, added beside another one of the same id, and here already; and how many
 * presets and prompts were added, absent when none was.
 */
export type ImportResult = { added: number; copied: number; known: number; library?: number };

/** `POST /api/chats/:chatId/fork`: a new chat with everything up to this message. */
export const forkSchema = z.strictObject({ messageId: idSchema });
export type ForkResult = { chatId: string };

/** `POST /api/chats/:chatId/messages/:messageId/versions`: the message in other words, as a version beside it. Nothing is run. */
export const rewordingSchema = z.strictObject({ id: idSchema, text: z.string().max(maxMessageCharacters) });
export type Rewording = z.infer<typeof rewordingSchema>;

/** `POST /api/chats/:chatId/keep`: the stored chat that the temporary one has become. */
export type KeepResult = { chatId: string };

/** `POST /api/session`: sign in where a password is set. */
export const signInSchema = z.strictObject({ password: z.string().min(1).max(1000) });

/** `POST /api/runs/:runId/stop`: how the run ended; stopping an ended run changes nothing. */
export type StopResult = { outcome: RunOutcome };
