import { promptParamsSchema, promptPatchSchema } from "@/lib/prompts/prompt-schema";
import { patchPrompt } from "@/lib/server/library/prompt-store";
import { respondJson, route } from "@/lib/server/respond";

/** Changes a prompt, deletes it or brings it back. */
export const PATCH = route(
  { params: promptParamsSchema, body: promptPatchSchema },
  async ({ caller, params, body }) =>
    respondJson(await patchPrompt({ owner: caller.ownerId, ...params, patch: body })),
);
