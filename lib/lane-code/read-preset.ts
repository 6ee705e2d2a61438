import { importError } from "@/lib/import-error";
import type { JsonValue } from "@/lib/json-value";
import { locateJsonFault } from "@/lib/locate-json-fault";
import { readPresetFile } from "@/lib/presets/preset-file";
import type { LaneCandidate } from "./lane-code";

/** The lane of a preset's file. @throws AppError that says what is wrong with it */
export function readPreset(text: string): LaneCandidate {
  const fault = locateJsonFault(text);
  if (fault !== null) {
    throw importError(`This is not JSON: expected ${fault.expected} in column ${fault.column}.`, {
      line: fault.line,
    });
  }
  const read = readPresetFile(JSON.parse(text) as JsonValue);
  if ("problem" in read) throw importError(read.problem);
  return { ...read.preset, history: [], draft: null, warnings: [] };
}
