import { z } from "zod";

/** `POST /v1/chat/completions`: what is read of it. Every other field passes to the provider as it came. */
export const completionRequestSchema = z.looseObject({
  model: z.string().min(1).max(300),
  messages: z.array(z.looseObject({ role: z.string() })).min(1),
  stream: z.boolean().nullish(),
  n: z.int().min(1).max(128).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
});
export type CompletionRequest = z.infer<typeof completionRequestSchema>;
