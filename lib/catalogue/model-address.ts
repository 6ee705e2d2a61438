/** The address of a model's page. Ids hold slashes, which stay; what else an address cannot hold is escaped. */
export function toModelAddress(ref: string): `/models/${string}` {
  return `/models/${ref.split("/").map(encodeURIComponent).join("/")}`;
}

/** The ref in the parts of such an address. */
export function fromModelAddress(parts: readonly string[]): string {
  return parts.map((part) => decodeURIComponent(part)).join("/");
}

/** The address of a provider's page. */
export function toProviderAddress(providerId: string): `/models/${string}` {
  return `/models/${encodeURIComponent(providerId)}`;
}
