/** A part of a path that an address would lose: an empty one is left out, and dots lead elsewhere. */
const isLost = (part: string) => part === "" || part === "." || part === "..";

/**
 * The address of a model's page. Slashes of an id stay, unless an address would lose a part beside them, as of a file's path
 * (`llamacpp//models/x.gguf`); what else an address cannot hold is escaped.
 */
export function toModelAddress(ref: string): `/models/${string}` {
  const slash = ref.indexOf("/");
  const id = ref.slice(slash + 1);
  const parts = id.split("/");
  const kept = parts.some(isLost) ? [id] : parts;
  return `/models/${[ref.slice(0, slash), ...kept].map(encodeURIComponent).join("/")}`;
}

/** The ref in the parts of such an address. */
export function fromModelAddress(parts: readonly string[]): string {
  return parts.map(decodePart).join("/");
}

/**
 * The refs that parts of an address may mean, the likeliest first: Next hands them to a page as they stand in the address, and
 * to its metadata decoded.
 */
export function listAddressedRefs(parts: readonly string[]): string[] {
  return [...new Set([fromModelAddress(parts), parts.join("/")])];
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray % is part of the name.
    return part;
  }
}

/** The address of a provider's page. */
export function toProviderAddress(providerId: string): `/models/${string}` {
  return `/models/${encodeURIComponent(providerId)}`;
}
