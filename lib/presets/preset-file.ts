import { isJsonObject, type JsonValue } from "@/lib/json-value";
import {
  type PresetContent,
  type PresetFile,
  presetFileSchema,
  presetFormat,
  presetVersion,
} from "./preset-schema";

/** A preset as the text of a file: the same preset gives the same text. */
export function toPresetFile({ name, model, settings }: PresetContent): string {
  const file: PresetFile = { format: presetFormat, version: presetVersion, name, model, settings };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export type ReadPreset = { preset: PresetContent } | { problem: string };

/** True for what says of itself that it is a preset, whether or not it is a good one. */
export function isPresetFile(value: JsonValue): boolean {
  return isJsonObject(value) && value.format === presetFormat;
}

/** The preset in a file's parsed JSON, or what is wrong with it. */
export function readPresetFile(value: JsonValue): ReadPreset {
  if (!isJsonObject(value) || !isPresetFile(value))
    return { problem: `This is no preset: "format" is not "${presetFormat}".` };
  const { version } = value;
  if (typeof version === "number" && version > presetVersion) {
    return {
      problem: `This preset has version ${version}, which a newer Switchyard wrote. This one reads version ${presetVersion}.`,
    };
  }
  const parsed = presetFileSchema.safeParse(value);
  if (parsed.success) {
    const { name, model, settings } = parsed.data;
    return { preset: { name, model, settings } };
  }
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).join(".") ?? "";
  // Of a key that a record may not have, zod tells the reason one step below.
  const reason = issue?.code === "invalid_key" ? issue.issues[0]?.message : issue?.message;
  return { problem: `This preset cannot be used. ${path === "" ? "" : `${path}: `}${reason ?? ""}.` };
}

/** What the file of a preset is called: letters, digits and dashes of its name. */
export function toPresetFileName({ name }: Pick<PresetContent, "name">): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `${plain === "" ? "preset" : plain}.preset.json`;
}
