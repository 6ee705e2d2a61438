import "server-only";

/** `end` is the last byte, as in the header. */
export type ByteRange = { start: number; end: number };

/**
 * The part that `Range: bytes=…` asks of a body of `size` bytes; null when all of it is to be sent, since nothing else is asked
 * or several parts are, and `unsatisfiable` when there is no such part (RFC 9110, 14.2).
 */
export function readByteRange(header: string | null, size: number): ByteRange | null | "unsatisfiable" {
  const asked = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? "");
  const [, from = "", to = ""] = asked ?? [];
  if (from === "" && to === "") return null;
  if (from !== "" && to !== "" && Number(to) < Number(from)) return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start < size ? { start, end } : "unsatisfiable";
}
