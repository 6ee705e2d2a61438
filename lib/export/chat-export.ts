import { z } from "zod";
import { attachmentIdSchema } from "@/lib/attachments/attachment";
import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import { idSchema } from "@/lib/id-schema";
import { presetContentSchema } from "@/lib/presets/preset-schema";
import { promptContentSchema } from "@/lib/prompts/prompt-schema";
import { maxLanes } from "@/lib/turns/turn-limits";
import { epochMs } from "./epoch-ms";
import { exportedMetadataSchema } from "./exported-metadata";
import { exportedPartSchema } from "./exported-part";

export const exportFormat = "switchyard-chats";
export const exportVersion = 1;

const time = epochMs.int();

const laneSchema = z.strictObject({
  id: idSchema,
  position: z.int().min(0),
  model: z.string().min(1).max(300),
  settings: laneSettingsSchema,
  leafId: idSchema.nullable(),
});

const messageSchema = z.strictObject({
  id: idSchema,
  laneId: idSchema,
  parentId: idSchema.nullable(),
  turnId: z.string().min(1).max(100),
  role: z.enum(["user", "assistant"]),
  parts: z.array(exportedPartSchema),
  metadata: exportedMetadataSchema.nullable(),
  createdAt: time,
});

/** One chat with everything in it, as a file keeps it. Times are epoch ms. */
export const exportedChatSchema = z.strictObject({
  id: idSchema,
  title: z.string().min(1).max(1_000),
  createdAt: time,
  updatedAt: time,
  pinnedAt: time.nullable(),
  /** What lanes that are added begin with; absent: the settings of their neighbour. */
  laneDefaults: laneSettingsSchema.optional(),
  lanes: z.array(laneSchema).max(maxLanes),
  messages: z.array(messageSchema),
});

export type ExportedChat = z.infer<typeof exportedChatSchema>;

/** A file that messages of these chats refer to by its SHA-256. */
export const exportedFileSchema = z.strictObject({
  id: attachmentIdSchema,
  mediaType: z.string(),
  /** Its content in base64. */
  data: z.string(),
});
export type ExportedFile = z.infer<typeof exportedFileSchema>;

/** The file around the chats, which stand in it one a line. */
export const exportHead = `{"format":"${exportFormat}","version":${exportVersion},"chats":[\n`;
export const exportTail = "\n]}\n";
/** A preset and a prompt of the library. */
export const exportedPresetSchema = z.strictObject({
  ...presetContentSchema.shape,
  id: idSchema,
  isDefault: z.boolean(),
  updatedAt: time,
});
export const exportedPromptSchema = z.strictObject({
  ...promptContentSchema.shape,
  id: idSchema,
  updatedAt: time,
});

/** Before the presets and the prompts, which an export of everything has where there are any, one a line. */
export const exportPresetsHead = '\n],"presets":[\n';
export const exportPromptsHead = '\n],"prompts":[\n';
/** Between the chats and the files of their messages, where there are any; these stand in it one a line, too. */
export const exportFilesHead = '\n],"attachments":[\n';
