import "server-only";
import { AppError } from "@/lib/app-error";
import { getCatalogue } from "./get-catalogue";
import { getProvider } from "./get-providers";
import type { ProviderSettings } from "./provider-settings";
import { requireProvider } from "./resolve-model";

/**
 * The settings of a provider. One that only models.dev lists has none: its address is shown and never used.
 * @throws AppError `unknown_provider`
 */
export function requireSetUp(providerId: string): ProviderSettings {
  const provider = getProvider(providerId);
  if (provider !== undefined) return provider;
  const listed = getCatalogue().providers.find(({ id }) => id === providerId);
  if (listed === undefined) return requireProvider(`${providerId}/any`);
  throw new AppError("unknown_provider", `${listed.reason ?? ""} Nothing was sent.`.trim());
}
