import "server-only";
import { baseUrlVariable } from "@/lib/providers/base-url";
import { readVariable } from "@/lib/server/env";
import { hideFromLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";
import { getConfig } from "./config-file";
import { type ProviderSettings, toProviderSettings } from "./provider-settings";

/** All providers, read once: a changed key or file needs a restart, which the messages say. */
export function listProviders(): ProviderSettings[] {
  return singleton("providers", () => {
    const providers = toProviderSettings({ config: getConfig().providers, readVariable });
    refuseBadAddresses(providers);
    hideFromLog(providers.flatMap(toSecrets));
    return providers;
  });
}

/** The configuration's addresses are checked when it is read; these can only come from the environment. */
function refuseBadAddresses(providers: ProviderSettings[]): void {
  const bad = providers.filter(
    ({ kind, baseUrl }) => kind !== "demo" && !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? ""),
  );
  if (bad.length === 0) return;
  const lines = bad.map(
    ({ id }) => `  ${baseUrlVariable(id)}: must be an address that begins with http:// or https://`,
  );
  throw new Error(`The environment has settings that cannot be used:\n${lines.join("\n")}`);
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
