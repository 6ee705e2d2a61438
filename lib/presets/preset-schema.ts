import { z } from "zod";
import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import { basedOnSchema } from "@/lib/edits/edit-schema";
import { findRawKey } from "@/lib/find-raw-key";
import { idSchema } from "@/lib/id-schema";

export const maxPresets = 500;

/** Settings under a name. A preset may leave this server as a file: what would be a key on the wire is refused. */
export const presetContentSchema = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(80),
  /** Model ref, known or not; null leaves the lane's own. */
  model: z.string().min(3).max(300).nullable(),
  settings: laneSettingsSchema.superRefine(({ headers = {}, body = {} }, { addIssue }) => {
    const path = findRawKey({ headers, body });
    if (path !== null) addIssue(`${path} holds a key: keys belong on the server, in the provider's variable`);
  }),
});
export type PresetContent = z.infer<typeof presetContentSchema>;

export const presetFormat = "switchyard-preset";
export const presetVersion = 1;

/** A preset as a file keeps it. */
export const presetFileSchema = z.strictObject({
  format: z.literal(presetFormat),
  version: z.literal(presetVersion),
  ...presetContentSchema.shape,
});
export type PresetFile = z.infer<typeof presetFileSchema>;

/** `GET /api/presets`: a preset of one's own. Times are epoch ms. */
export type Preset = PresetContent & {
  id: string;
  /** New chats begin with it. */
  isDefault: boolean;
  /** Of its contents. */
  updatedAt: number;
};

export const presetParamsSchema = z.object({ presetId: idSchema });

/** `POST /api/presets`: the id is the browser's, so that asking twice makes one. */
export const newPresetSchema = z.strictObject({ id: idSchema, ...presetContentSchema.shape });
export type NewPreset = z.infer<typeof newPresetSchema>;

/** `PATCH /api/presets/:presetId`: other contents, the default of new chats, or into the bin and out of it. */
export const presetPatchSchema = z
  .strictObject({
    ...presetContentSchema.shape,
    isDefault: z.boolean(),
    deleted: z.boolean(),
    basedOn: basedOnSchema,
  })
  .partial();
export type PresetPatch = z.infer<typeof presetPatchSchema>;
