import "server-only";
import { headerTextSchema } from "@/lib/header-schema";
import { baseUrlVariable } from "@/lib/providers/base-url";
import { readVariable } from "@/lib/server/env";
import { hideFromLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";
import { createMask, type Mask } from "@/lib/server/wire/mask-secrets";
import { getConfig } from "./config-file";
import { type ProviderSettings, toProviderSettings } from "./provider-settings";

/** All providers, read once: a changed key or file needs a restart, which the messages say. */
export function listProviders(): ProviderSettings[] {
  return singleton("providers", () => {
    const providers = toProviderSettings({ config: getConfig().providers, readVariable });
    refuseBadVariables(providers);
    hideFromLog(providers.flatMap(toSecrets));
    return providers;
  });
}

/** What stands in the configuration is checked when it is read; these can only come from the environment. */
function refuseBadVariables(providers: ProviderSettings[]): void {
  const lines = providers.flatMap((provider) => [...listBadAddresses(provider), ...listUnsendable(provider)]);
  if (lines.length === 0) return;
  throw new Error(`The environment has settings that cannot be used:\n${lines.join("\n")}`);
}

function listBadAddresses({ id, kind, baseUrl }: ProviderSettings): string[] {
  if (kind === "demo") return [];
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol))
    return [`  ${baseUrlVariable(id)}: must be an address that begins with http:// or https://`];
  if (url.search === "" && url.hash === "") return [];
  return [`  ${baseUrlVariable(id)}: must end with its path, without ? or #`];
}

/** A key that was copied with a character nobody sees would fail in every request, and nobody could tell why. */
function listUnsendable({ key, keyVariable, headers, headerVariables }: ProviderSettings): string[] {
  const values = Object.entries(headerVariables).map(([header, variable]) => [variable, headers[header]]);
  return [[keyVariable, key], ...values]
    .filter(([, value]) => value != null && !headerTextSchema.safeParse(value.trim()).success)
    .map(
      ([variable]) =>
        `  ${variable}: has a character that no header can carry, perhaps one that is not shown; copy it anew`,
    );
}

export function getProvider(id: string): ProviderSettings | undefined {
  return listProviders().find((provider) => provider.id === id);
}

/** What keeps a provider from being called, in words that say what to do; null when nothing does. */
export function missingKeyAdvice(provider: ProviderSettings): string | null {
  if (provider.keyVariable === null || provider.key !== null) return null;
  return `Set ${provider.keyVariable} to use ${provider.name}: put ${provider.keyVariable}=… into .env and restart.`;
}

/** Hides every value that must not appear in anything shown. */
export function getMask(): Mask {
  return singleton("provider-mask", () => createMask(listProviders().flatMap(toSecrets)));
}

function toSecrets({ key, secretHeaderValues }: ProviderSettings): string[] {
  return key === null ? secretHeaderValues : [key, ...secretHeaderValues];
}
