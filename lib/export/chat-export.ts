import { z } from "zod";
import { attachmentIdSchema } from "@/lib/attachments/attachment";
import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import { idSchema } from "@/lib/id-schema";
import { presetContentSchema } from "@/lib/presets/preset-schema";
import { promptContentSchema } from "@/lib/prompts/prompt-schema";
import { runOutcomes } from "@/lib/runs/answer-metadata";
import { maxLanes } from "@/lib/turns/turn-limits";

export const exportFormat = "switchyard-chats";
export const exportVersion = 1;

const epochMs = z.int().min(0);
const count = z.number().nullable();

const laneSchema = z.strictObject({
  id: idSchema,
  position: z.int().min(0),
  model: z.string().min(1).max(300),
  settings: laneSettingsSchema,
  leafId: idSchema.nullable(),
});

/** What the screen needs of an answer's metadata; what a newer version adds is kept. */
export const exportedMetadataSchema = z.looseObject({
  runId: z.string(),
  turnId: z.string(),
  model: z.string(),
  modelName: z.string(),
  providerName: z.string(),
  simulated: z.boolean(),
  outcome: z.enum(runOutcomes),
  finishReason: z.string().nullable(),
  usage: z
    .looseObject({
      inputTokens: count,
      cachedInputTokens: count,
      outputTokens: count,
      reasoningTokens: count,
    })
    .nullable(),
  timing: z.looseObject({
    startedAt: z.number(),
    firstTokenMs: count,
    durationMs: count,
    outputTokensPerSecond: count,
  }),
  cost: z.looseObject({ usd: count, status: z.string(), note: z.string().nullable() }),
  error: z
    .looseObject({
      code: z.string(),
      title: z.string(),
      advice: z.string(),
      status: count,
      providerMessage: z.string().nullable(),
      requestId: z.string().nullable(),
      retryAt: count,
    })
    .nullable(),
  notices: z.array(z.string()),
  byHand: z.enum(["edited", "written"]).optional(),
  route: z
    .looseObject({
      route: z.string(),
      rule: z.string().nullable(),
      stops: z.array(
        z.looseObject({
          model: z.string(),
          modelName: z.string(),
          reason: z.string(),
          code: z.string().nullable(),
          status: count,
          durationMs: count,
        }),
      ),
    })
    .optional(),
});

const messageSchema = z.strictObject({
  id: idSchema,
  laneId: idSchema,
  parentId: idSchema.nullable(),
  turnId: z.string().min(1).max(100),
  role: z.enum(["user", "assistant"]),
  parts: z.array(z.looseObject({ type: z.string() })),
  metadata: exportedMetadataSchema.nullable(),
  createdAt: epochMs,
});

/** One chat with everything in it, as a file keeps it. Times are epoch ms. */
export const exportedChatSchema = z.strictObject({
  id: idSchema,
  title: z.string().min(1).max(1_000),
  createdAt: epochMs,
  updatedAt: epochMs,
  pinnedAt: epochMs.nullable(),
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
  updatedAt: epochMs,
});
export const exportedPromptSchema = z.strictObject({
  ...promptContentSchema.shape,
  id: idSchema,
  updatedAt: epochMs,
});

/** Before the presets and the prompts, which an export of everything has where there are any, one a line. */
export const exportPresetsHead = '\n],"presets":[\n';
export const exportPromptsHead = '\n],"prompts":[\n';
/** Between the chats and the files of their messages, where there are any; these stand in it one a line, too. */
export const exportFilesHead = '\n],"attachments":[\n';
