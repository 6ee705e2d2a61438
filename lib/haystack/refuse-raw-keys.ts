import { findRawKey } from "@/lib/find-raw-key";
import { importError } from "@/lib/import-error";
import type { JsonValue } from "@/lib/json-value";

/** What to write in the place of a key. */
export const keyInstead = `Write {"type": "env_var", "env_vars": ["LLAMA_API_KEY"], "strict": true} and set the variable on the server.`;

/** @throws AppError when a key stands anywhere in the value; the key itself is not repeated */
export function refuseRawKeys(value: JsonValue): void {
  const path = findRawKey(value);
  if (path !== null) throw importError(`holds a raw key, which is not taken. ${keyInstead}`, { path });
}
