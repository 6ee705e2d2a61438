import { newPresetSchema } from "@/lib/presets/preset-schema";
import { createPreset, listPresets } from "@/lib/server/library/preset-store";
import { respondJson, route } from "@/lib/server/respond";

export const GET = route({}, async ({ caller }) => respondJson(await listPresets(caller.ownerId)));

/** Saves settings under a name. */
export const POST = route({ body: newPresetSchema }, async ({ caller, body }) =>
  respondJson(await createPreset(caller.ownerId, body), { status: 201 }),
);
