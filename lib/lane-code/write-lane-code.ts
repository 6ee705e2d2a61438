import { AppError } from "@/lib/app-error";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { parseModelRef } from "@/lib/model-ref";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import type { ProviderAddress } from "@/lib/providers/provider-address";
import { isRouteRef } from "@/lib/routes/route-ref";

/** Haystack's own files of a generator. */
export const laneForms = [
  { id: "json", label: "Generator, JSON", language: "json" },
  { id: "yaml", label: "Generator, YAML", language: "yaml" },
] as const;

export type LaneForm = (typeof laneForms)[number]["id"];

/** They hold the generator alone, or a pipeline with it. */
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
 * The lane as Haystack writes its generator: the model and what it is asked with, no conversation. Of its key only the variable's name stands in it.
 * @throws AppError for a lane that cannot be called from outside
 */
export async function writeLaneCode(form: LaneForm, lane: LaneToWrite): Promise<WrittenLaneCode> {
  const { providerId } = parseModelRef(lane.model);
  if (isRouteRef(lane.model)) {
    throw new AppError(
      "invalid_request",
      "A route lives inside this server and has no address. Copy a request to this server, or choose a model, then copy.",
    );
  }
  if (providerId === "demo") {
    throw new AppError(
      "invalid_request",
      "The demo lives inside this server and has no address. Choose another model, then copy.",
    );
  }
  const address = isOwnAddress(providerId, lane.address) ? null : lane.address;
  const provider = address === null ? {} : { provider: address };
  const { laneToGenerator } = await import("@/lib/haystack/lane-to-generator");
  const { generator, warnings } = laneToGenerator({
    model: lane.model,
    settings: lane.settings,
    ...provider,
  });
  const { exportGenerator, exportPipeline, toHaystackJson } = await import("@/lib/haystack/export-generator");
  const written = lane.scope === "pipeline" ? exportPipeline({ generator }) : exportGenerator(generator);
  if (form === "json") return { code: toHaystackJson(written), warnings };
  const { toHaystackYaml } = await import("@/lib/haystack/to-haystack-yaml");
  return { code: toHaystackYaml(written), warnings };
}

/** An address that the other side knows by itself need not be said. */
function isOwnAddress(providerId: string, address: ProviderAddress | null): boolean {
  return builtInProviders.some(({ id, baseUrl }) => id === providerId && baseUrl === address?.baseUrl);
}
