import "server-only";
import { isNoCredential } from "@/lib/header-schema";
import type { ProviderSettings } from "./provider-settings";

/** Meta's service answered 400 to a stream request without this (measured while it lived). */
const acceptHeaders: Record<string, string> = { llama: "text/event-stream, application/json;q=0.9" };

/**
 * The headers of a request to a provider: `given` first, then the key, then the configuration's own, in any spelling, so
 * that a server that wants another kind of key gets it.
 */
export function toRequestHeaders(
  { id, key, headers }: ProviderSettings,
  given: Record<string, string> = {},
): Record<string, string> {
  const merged = new Headers(Object.entries(given).filter(([name]) => isNoCredential(name)));
  if (key !== null) merged.set("authorization", `Bearer ${key}`);
  const accept = acceptHeaders[id];
  if (accept !== undefined) merged.set("accept", accept);
  for (const [name, value] of Object.entries(headers)) merged.set(name, value);
  return Object.fromEntries(merged);
}
