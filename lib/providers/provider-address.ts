import { AppError } from "@/lib/app-error";
import { builtInProviders } from "./built-in-providers";

/** Where a provider is and which variable holds its key; null when it needs none. */
export type ProviderAddress = { baseUrl: string; keyVariable: string | null };

/**
 * The address of a built-in provider, for code that runs elsewhere.
 * @throws AppError `unknown_provider` that names the known ones
 */
export function requireAddress(providerId: string): ProviderAddress {
  const callable = builtInProviders.filter(({ kind }) => kind !== "demo");
  const known = callable.find(({ id }) => id === providerId);
  if (known !== undefined) return { baseUrl: known.baseUrl, keyVariable: known.keyVariables[0] ?? null };
  const names = callable.map(({ id }) => id).join(", ");
  throw new AppError(
    "unknown_provider",
    `The address of "${providerId.slice(0, 60)}" is not known here. Known providers: ${names}.`,
  );
}
