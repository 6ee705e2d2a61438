import { joinPath } from "./import-error";
import { isJsonObject, type JsonValue } from "./json-value";

const keyNames =
  /^(?:x[-_])?(?:api[-_]?key|api[-_]?token|access[-_]?token|auth[-_]?token|secret(?:[-_]?key)?|client[-_]?secret|password|authorization|proxy-authorization|cookie)$/i;

const keyLike =
  /\bsk-[A-Za-z0-9_-]{20,}|\bgsk_[A-Za-z0-9]{20,}|\bhf_[A-Za-z0-9]{20,}|\bxai-[A-Za-z0-9]{40,}|\bnvapi-[A-Za-z0-9_-]{30,}|\bLLM\|\d+\|[A-Za-z0-9_-]{8,}/;

/** Every key that is told by its form, in a text. */
export const keyLikeTexts = new RegExp(keyLike.source, "g");

/** Whether a field of this name holds a key. */
export function isKeyName(name: string): boolean {
  return keyNames.test(name);
}

/** The path of the first key that stands in the value, by its name or by its form; null when there is none. */
export function findRawKey(value: JsonValue, path = ""): string | null {
  if (typeof value === "string") return keyLike.test(value) ? path : null;
  if (Array.isArray(value)) {
    return findFirst(value.map((item, index) => () => findRawKey(item, joinPath(path, index))));
  }
  if (!isJsonObject(value)) return null;
  // Haystack's form of a key that is written out.
  if (value.type === "token" && "token" in value) return path;
  return findFirst(
    Object.entries(value).map(([key, item]) => () => {
      if (keyLike.test(key)) return path;
      const isText = (typeof item === "string" || typeof item === "number") && item !== "";
      return keyNames.test(key) && isText ? joinPath(path, key) : findRawKey(item, joinPath(path, key));
    }),
  );
}

function findFirst(reads: (() => string | null)[]): string | null {
  for (const read of reads) {
    const found = read();
    if (found !== null) return found;
  }
  return null;
}
