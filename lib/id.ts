const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const length = 20;

/** An id of ours: 8 to 64 letters, digits, `-` or `_`. Ids may be chosen by the browser. */
export const idPattern = /^[A-Za-z0-9_-]{8,64}$/;

/** A new random id of 20 base-62 characters (119 bits). */
export function createId(): string {
  let id = "";
  while (id.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // 248 is the largest multiple of 62 in a byte: without the bound some letters would be likelier.
      if (byte < 248 && id.length < length) id += alphabet[byte % alphabet.length];
    }
  }
  return id;
}
