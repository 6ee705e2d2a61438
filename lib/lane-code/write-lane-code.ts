import { AppError } from "@/lib/app-error";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { parseModelRef } from "@/lib/model-ref";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import type { ProviderAddress } from "@/lib/providers/provider-address";

export const laneForms = [
  { id: "json", label: "JSON", maker: "Haystack", language: "json" },
  { id: "yaml", label: "YAML", maker: "Haystack", language: "yaml" },
  { id: "python", label: "Python", maker: "Haystack", language: "python" },
  { id: "typescript", label: "TypeScript", maker: "Mastra", language: "typescript" },
] as const;

export type LaneForm = (typeof laneForms)[number]["id"];

/** Haystack's JSON and YAML hold the generator alone, or a pipeline with it. */
export type LaneScope = "generator" | "pipeline";

export type LaneToWrite = {
  model: string;
  settings: LaneSettings;
  /** Where this server finds the lane's provider; null when it does not know. */
  address: ProviderAddress | null;
  scope: LaneScope;
};

export type WrittenLaneCode = {
  code: string;
  /** What the form cannot say, or wants beside it. */
  warnings: string[];
};

/**
 * Exactly this lane in another form. Of its key only the variable's name stands in it.
 * @throws AppError for a lane that cannot be called from outside
 */
export async function writeLaneCode(form: LaneForm, lane: LaneToWrite): Promise<WrittenLaneCode> {
  const { providerId } = parseModelRef(lane.model);
  if (providerId === "demo") {
    throw new AppError(
      "invalid_request",
      "The demo lives inside this server and has no address. Choose another model, then copy.",
    );
  }
  const address = isOwnAddress(providerId, lane.address) ? null : lane.address;
  return form === "typescript"
    ? writeMastra(providerId, { ...lane, address })
    : writeHaystack(form, { ...lane, address });
}

/** An address that the other side knows by itself need not be said. */
function isOwnAddress(providerId: string, address: ProviderAddress | null): boolean {
  return builtInProviders.some(({ id, baseUrl }) => id === providerId && baseUrl === address?.baseUrl);
}

async function writeMastra(
  providerId: string,
  { model, settings, address }: LaneToWrite,
): Promise<WrittenLaneCode> {
  const { toMastraCode } = await import("@/lib/mastra/to-mastra-code");
  const addresses = address === null ? {} : { [providerId]: address };
  return { code: toMastraCode({ name: "my-agent", model, settings, addresses }), warnings: [] };
}

async function writeHaystack(
  form: Exclude<LaneForm, "typescript">,
  { address, scope, ...lane }: LaneToWrite,
): Promise<WrittenLaneCode> {
  const { laneToGenerator } = await import("@/lib/haystack/lane-to-generator");
  const provider = address === null ? {} : { provider: address };
  if (form === "python") {
    const { instructions = null, ...settings } = lane.settings;
    const { generator, warnings } = laneToGenerator({ ...lane, ...provider, settings });
    const { toHaystackPython } = await import("@/lib/haystack/to-haystack-python");
    // The program says the system prompt itself.
    return { code: toHaystackPython({ generator, instructions }), warnings };
  }
  const { generator, warnings } = laneToGenerator({ ...lane, ...provider });
  const { exportGenerator, exportPipeline, toHaystackJson } = await import("@/lib/haystack/export-generator");
  const written = scope === "pipeline" ? exportPipeline({ generator }) : exportGenerator(generator);
  if (form === "json") return { code: toHaystackJson(written), warnings };
  const { toHaystackYaml } = await import("@/lib/haystack/to-haystack-yaml");
  return { code: toHaystackYaml(written), warnings };
}
