import { z } from "zod";
import { credentialAdvice, headerNameSchema, headerTextSchema, isNoCredential } from "@/lib/header-schema";
import { laneToolSchema, maxLaneTools, maxMaxSteps, toFunctionName } from "@/lib/tools/lane-tool";
import { responseFormatSchema } from "@/lib/tools/response-format";

const maxTextCharacters = 400_000;

/** Body fields that are not free: each has a place of its own on the screen and in the engine. */
export const ownBodyKeys = ["model", "messages", "stream"] as const;

/** What a lane sends beside its messages. An absent key is "unset": it is not sent, and differs from every value. */
export const laneSettingsSchema = z.strictObject({
  /** The system prompt. */
  instructions: z.string().max(maxTextCharacters).optional(),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  maxOutputTokens: z.int().min(1).max(10_000_000).optional(),
  stopSequences: z.array(z.string().min(1).max(200)).max(16).optional(),
  seed: z.int().optional(),
  presencePenalty: z.number().min(-2).max(2).optional(),
  frequencyPenalty: z.number().min(-2).max(2).optional(),
  reasoningEffort: z.string().min(1).max(40).optional(),
  /** What the model may call, under names of their own. */
  tools: z
    .array(laneToolSchema)
    .min(1)
    .max(maxLaneTools)
    .refine(
      (tools) => new Set(tools.map(toFunctionName)).size === tools.length,
      "two tools have the same name",
    )
    .optional(),
  /** `auto`, `none`, `required`, or the name of the one function that must be called. */
  toolChoice: z.string().min(1).max(64).optional(),
  /** The most requests an answer may take. */
  maxSteps: z.int().min(1).max(maxMaxSteps).optional(),
  responseFormat: responseFormatSchema.optional(),
  /** false asks for one JSON reply (generate); a stream otherwise. */
  stream: z.boolean().optional(),
  /** Any other body field, copied to the request verbatim. */
  body: z.record(z.string(), z.json()).optional(),
  /** Sent beside the provider's own headers; never the key. */
  headers: z.record(headerNameSchema.refine(isNoCredential, credentialAdvice), headerTextSchema).optional(),
});

export type LaneSettings = z.infer<typeof laneSettingsSchema>;
