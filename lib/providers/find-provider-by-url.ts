import { toBaseUrl } from "./base-url";
import { type BuiltInProvider, builtInProviders } from "./built-in-providers";

/** The built-in provider that has this address; null when none has, or when it is no address. */
export function findProviderByUrl(url: string): BuiltInProvider | null {
  const wanted = toComparable(url);
  if (wanted === null) return null;
  return builtInProviders.find(({ baseUrl }) => toComparable(baseUrl) === wanted) ?? null;
}

/** The address without user, password and query, safe to show; null when it is no web address. */
export function toShownUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  return /^https?:$/.test(protocol) ? toBaseUrl(`${protocol}//${host}${pathname}`) : null;
}

function toComparable(url: string): string | null {
  return toShownUrl(url)?.replace(/^http:\/\/localhost(?=[:/]|$)/, "http://127.0.0.1") ?? null;
}
