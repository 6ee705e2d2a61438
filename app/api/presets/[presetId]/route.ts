import { presetParamsSchema, presetPatchSchema } from "@/lib/presets/preset-schema";
import { patchPreset } from "@/lib/server/library/preset-store";
import { respondJson, route } from "@/lib/server/respond";

/** Changes a preset, makes it the default of new chats, deletes it or brings it back. */
export const PATCH = route(
  { params: presetParamsSchema, body: presetPatchSchema },
  async ({ caller, params, body }) =>
    respondJson(await patchPreset({ owner: caller.ownerId, ...params, patch: body })),
);
