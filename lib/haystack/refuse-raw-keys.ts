import { isJsonObject, type JsonValue } from "@/lib/json-value";
import { importError, joinPath } from "./import-error";

/** What to write in the place of a key. */
export const keyInstead = `Write {"type": "env_var", "env_vars": ["LLAMA_API_KEY"], "strict": true} and set the variable on the server.`;

const keyNames =
  /^(?:x[-_])?(?:api[-_]?key|api[-_]?token|access[-_]?token|auth[-_]?token|secret(?:[-_]?key)?|client[-_]?secret|password|authorization|proxy-authorization|cookie)$/i;

const keyLike =
  /\bsk-[A-Za-z0-9_-]{20,}|\bgsk_[A-Za-z0-9]{20,}|\bhf_[A-Za-z0-9]{20,}|\bxai-[A-Za-z0-9]{40,}|\bnvapi-[A-Za-z0-9_-]{30,}|\bLLM\|\d+\|[A-Za-z0-9_-]{8,}/;

/** @throws AppError when a key stands anywhere in the value; the key itself is not repeated */
export function refuseRawKeys(value: JsonValue, path = ""): void {
  if (typeof value === "string") {
    if (keyLike.test(value)) throw rawKeyError(path);
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseRawKeys(item, joinPath(path, index));
    return;
  }
  if (!isJsonObject(value)) return;
  if (value.type === "token" && "token" in value) throw rawKeyError(path);
  for (const [key, item] of Object.entries(value)) {
    if (keyLike.test(key)) throw rawKeyError(path);
    const isText = typeof item === "string" || typeof item === "number";
    if (keyNames.test(key) && isText && item !== "") throw rawKeyError(joinPath(path, key));
    refuseRawKeys(item, joinPath(path, key));
  }
}

function rawKeyError(path: string) {
  return importError(`holds a raw key, which is not taken. ${keyInstead}`, { path });
}
