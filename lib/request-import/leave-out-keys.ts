import { isKeyName, keyLikeTexts } from "@/lib/find-raw-key";
import { joinPath } from "@/lib/import-error";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

/** What stands where a key stood. */
export const keyMark = "[key left out]";

export type WithoutKeys<Value> = { value: Value; paths: string[] };

/** The body without keys, told by their names or their form, and where they stood. */
export function leaveOutKeys(body: JsonObject): WithoutKeys<JsonObject> {
  const paths: string[] = [];
  const value = clean(body, "", paths);
  return { value: isJsonObject(value) ? value : {}, paths };
}

function clean(value: JsonValue, path: string, paths: string[]): JsonValue {
  if (typeof value === "string") {
    const cleaned = value.replace(keyLikeTexts, keyMark);
    if (cleaned !== value) paths.push(path);
    return cleaned;
  }
  if (Array.isArray(value)) return value.map((item, index) => clean(item, joinPath(path, index), paths));
  if (!isJsonObject(value)) return value;
  const kept: [string, JsonValue][] = [];
  for (const [name, item] of Object.entries(value)) {
    const isText = (typeof item === "string" && item !== "") || typeof item === "number";
    if (isKeyName(name) && isText) paths.push(joinPath(path, name));
    else kept.push([name.replace(keyLikeTexts, keyMark), clean(item, joinPath(path, name), paths)]);
  }
  return Object.fromEntries(kept);
}
