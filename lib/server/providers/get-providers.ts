import "server-only";
import { readVariable } from "@/lib/server/env";
import { hideFromLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";
import { getConfig } from "./config-file";
import { type ProviderSettings, toProviderSettings } from "./provider-settings";

/** All providers, read once: a changed key or file needs a restart, which the messages say. */
export function listProviders(): ProviderSettings[] {
  return singleton("providers", () => {
    const providers = toProviderSettings({ config: getConfig().providers, readVariable });
    hideFromLog(providers.flatMap(toSecrets));
    return providers;
  });
}

export function getProvider(id: string): ProviderSettings | undefined {
  return listProviders().find((provider) => provider.id === id);
}

/** What keeps a provider from being called, in words that say what to do; null when nothing does. */
export function missingKeyAdvice(provider: ProviderSettings): string | null {
  if (provider.keyVariable === null || provider.key !== null) return null;
  return `Set ${provider.keyVariable} to use ${provider.name}: put ${provider.keyVariable}=… into .env and restart.`;
}

/** Every value that must not appear in anything shown or logged. */
export function listSecrets(): string[] {
  return listProviders().flatMap(toSecrets);
}

function toSecrets({ key, secretHeaderValues }: ProviderSettings): string[] {
  return key === null ? secretHeaderValues : [key, ...secretHeaderValues];
}
