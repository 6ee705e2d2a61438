import { requestJson } from "@/lib/api/request-json";
import type { NewPreset, Preset, PresetPatch } from "@/lib/presets/preset-schema";

export const listPresets = () => requestJson<Preset[]>("/api/presets");

export const createPreset = (body: NewPreset) =>
  requestJson<Preset>("/api/presets", { method: "POST", body });

export const patchPreset = (presetId: string, body: PresetPatch) =>
  requestJson<Preset>(`/api/presets/${presetId}`, { method: "PATCH", body });
