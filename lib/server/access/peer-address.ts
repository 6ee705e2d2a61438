import "server-only";
import { peerHeader } from "./connections";
import { isLoopbackAddress } from "./hosts";

/**
 * Whom attempts are counted for: an IPv4 address, or the network (/64) of an IPv6 one, which is what one subscriber gets. A
 * proxy on this machine is believed about whom it speaks for; it writes that last.
 */
export function readPeerKey(headers: Headers): string {
  const peer = headers.get(peerHeader) ?? "";
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return toNetwork(isLoopbackAddress(peer.replace(/^::ffff:/, "")) && forwarded !== "" ? forwarded : peer);
}

export function toNetwork(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
