import { z } from "zod";
import { basedOnSchema } from "@/lib/edits/edit-schema";
import { idSchema } from "@/lib/id-schema";

export const maxPrompts = 2_000;

/** What a saved prompt is for: a message of the user, or a lane's system prompt. */
export const promptKinds = ["user", "system"] as const;
export type PromptKind = (typeof promptKinds)[number];

export const promptContentSchema = z.strictObject({
  title: z.string().trim().min(1, "must not be empty").max(120, "must have 120 characters at most"),
  kind: z.enum(promptKinds),
  /** With `{{variables}}`, see `template.ts`. */
  text: z.string().min(1, "must not be empty").max(100_000, "must have 100,000 characters at most"),
});
export type PromptContent = z.infer<typeof promptContentSchema>;

/** `GET /api/prompts`: a prompt of one's own. Times are epoch ms. */
export type Prompt = PromptContent & { id: string; updatedAt: number };

export const promptParamsSchema = z.object({ promptId: idSchema });

/** `POST /api/prompts`: the id is the browser's, so that asking twice makes one. */
export const newPromptSchema = z.strictObject({ id: idSchema, ...promptContentSchema.shape });
export type NewPrompt = z.infer<typeof newPromptSchema>;

/** `PATCH /api/prompts/:promptId`: other contents, or into the bin and out of it. */
export const promptPatchSchema = z
  .strictObject({ ...promptContentSchema.shape, deleted: z.boolean(), basedOn: basedOnSchema })
  .partial();
export type PromptPatch = z.infer<typeof promptPatchSchema>;
