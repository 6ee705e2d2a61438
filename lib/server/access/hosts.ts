import "server-only";

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);
const loopbackAddresses = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** True for an address only this machine can reach. */
export function isLoopbackAddress(address: string): boolean {
  return loopbackAddresses.has(address.toLowerCase()) || /^127(\.\d{1,3}){3}$/.test(address);
}

/** The name in a `Host` header, lower-case, without the port; null when it is not a host. */
function readHostName(header: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(header);
  return match?.[1]?.toLowerCase() ?? null;
}

/**
 * True when a request for `header` was meant for this server: a loopback name, or the host people open. Anything else
 * is another site's name that was made to resolve here (DNS rebinding).
 */
export function isAllowedHost(header: string | null, publicUrl: string | undefined): boolean {
  if (header === null) return false;
  const name = readHostName(header);
  if (name === null) return false;
  if (loopbackNames.has(name)) return true;
  return publicUrl !== undefined && header.toLowerCase() === new URL(publicUrl).host.toLowerCase();
}
