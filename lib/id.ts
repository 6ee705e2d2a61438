const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const length = 20;
/** Asking for random bytes takes as long for one id as for many. */
const pooled = new Uint8Array(1024);
let used = pooled.length;

/** An id of ours: 8 to 64 letters, digits, `-` or `_`. Ids may be chosen by the browser. */
export const idPattern = /^[A-Za-z0-9_-]{8,64}$/;

/** A new random id of 20 base-62 characters (119 bits). */
export function createId(): string {
  let id = "";
  while (id.length < length) {
    const byte = takeRandomByte();
    // 248 is the largest multiple of 62 in a byte: without the bound some letters would be likelier.
    if (byte < 248) id += alphabet[byte % alphabet.length];
  }
  return id;
}

function takeRandomByte(): number {
  if (used === pooled.length) {
    crypto.getRandomValues(pooled);
    used = 0;
  }
  const byte = pooled[used] ?? 0;
  used += 1;
  return byte;
}

/** What ids of temporary chats, their turns and their runs begin with. */
export const temporaryPrefix = "temp-";

/** True for the id of a temporary chat, and of its turns and runs: they live in memory and are never stored. */
export function isTemporaryId(id: string): boolean {
  return id.startsWith(temporaryPrefix);
}

/** An id for a new temporary chat. */
export function createTemporaryId(): string {
  return `${temporaryPrefix}${createId()}`;
}

/** An id for something new that belongs to `id`'s chat: temporary if that is. */
export function createIdBeside(id: string): string {
  return isTemporaryId(id) ? createTemporaryId() : createId();
}
