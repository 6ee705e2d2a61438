import type { LaneToExport } from "@/lib/haystack/lane-to-generator";

export const laneForms = [
  { id: "json", label: "JSON", maker: "Haystack", language: "json" },
  { id: "yaml", label: "YAML", maker: "Haystack", language: "yaml" },
  { id: "python", label: "Python", maker: "Haystack", language: "python" },
] as const;

export type LaneForm = (typeof laneForms)[number]["id"];

export type WrittenLaneCode = {
  code: string;
  /** What the form cannot say, or wants beside it. */
  warnings: string[];
};

/**
 * Exactly this lane in another form. Of its key only the variable's name stands in it.
 * @throws AppError for a lane that cannot be called from outside
 */
export async function writeLaneCode(form: LaneForm, lane: LaneToExport): Promise<WrittenLaneCode> {
  const [{ laneToGenerator }, { exportGenerator, toHaystackJson }] = await Promise.all([
    import("@/lib/haystack/lane-to-generator"),
    import("@/lib/haystack/export-generator"),
  ]);
  const { generator, warnings } = laneToGenerator(lane);
  if (form === "python") {
    const { toHaystackPython } = await import("@/lib/haystack/to-haystack-python");
    // The program says the system prompt itself.
    return {
      code: toHaystackPython({ generator, instructions: lane.settings.instructions ?? null }),
      warnings: laneToGenerator({ ...lane, settings: { ...lane.settings, instructions: undefined } })
        .warnings,
    };
  }
  const written = exportGenerator(generator);
  if (form === "json") return { code: toHaystackJson(written), warnings };
  const { toHaystackYaml } = await import("@/lib/haystack/to-haystack-yaml");
  return { code: toHaystackYaml(written), warnings };
}
