import { newPromptSchema } from "@/lib/prompts/prompt-schema";
import { createPrompt, listPrompts } from "@/lib/server/library/prompt-store";
import { respondJson, route } from "@/lib/server/respond";

export const GET = route({}, async ({ caller }) => respondJson(await listPrompts(caller.ownerId)));

/** Saves a prompt to the library. */
export const POST = route({ body: newPromptSchema }, async ({ caller, body }) =>
  respondJson(await createPrompt(caller.ownerId, body), { status: 201 }),
);
