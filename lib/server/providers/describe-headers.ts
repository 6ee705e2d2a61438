import "server-only";
import type { DescribedHeader } from "@/lib/request-code/described-request";
import { createMask, maskHeaders } from "@/lib/server/wire/mask-secrets";
import type { ProviderSettings } from "./provider-settings";
import { toRequestHeaders } from "./to-request-headers";

type DescribedHeaders = { headers: DescribedHeader[]; notices: string[] };

/**
 * The headers of a request beside its key, for code that sends it from elsewhere: those from variables by the variable's
 * name, and those whose value may be a secret only in a notice.
 */
export function describeHeaders(
  provider: ProviderSettings,
  given: Record<string, string> = {},
): DescribedHeaders {
  const shown = Object.entries(toRequestHeaders({ ...provider, key: null }, given));
  const headers: DescribedHeader[] = [];
  const notices: string[] = [];
  for (const [name, value] of shown) {
    const variable = findVariable(provider.headerVariables, name);
    const [masked] = Object.values(maskHeaders(new Headers([[name, value]]), createMask([])));
    if (variable !== null) headers.push({ name, variable });
    else if (masked === value) headers.push({ name, value });
    else
      notices.push(
        `The header ${name} is left out: its value in this server's configuration may be a secret.`,
      );
  }
  return { headers, notices };
}

function findVariable(variables: Record<string, string>, name: string): string | null {
  const found = Object.entries(variables).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1] ?? null;
}
