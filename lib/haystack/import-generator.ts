import { importError, joinPath } from "@/lib/import-error";
import { isJsonObject, type JsonObject } from "@/lib/json-value";
import { findGenerator } from "./find-generator";
import { type MetaLlamaGenerator, metaLlamaGeneratorSchema } from "./meta-llama-generator";
import { readDocument } from "./read-document";
import { keyInstead, refuseRawKeys } from "./refuse-raw-keys";

export type ImportedGenerator = {
  generator: MetaLlamaGenerator;
  format: "json" | "yaml";
  /** Its name in the pipeline; null when it stood alone. */
  name: string | null;
  /** The whole pipeline around it, so that it can be written again. */
  pipeline: JsonObject | null;
};

/**
 * Reads a generator from JSON or YAML, alone or inside a pipeline.
 * @throws AppError that says what is wrong and where; a key in the text is refused and never repeated
 */
export function importGenerator(text: string): ImportedGenerator {
  const { format, value } = readDocument(text);
  const { component, name, pipeline } = findGenerator(value);
  const path = name === null ? "" : joinPath("components", name);
  refuseWrongKeyForm(component, path);
  refuseRawKeys(value);
  const parsed = metaLlamaGeneratorSchema.safeParse(component);
  if (parsed.success) return { generator: parsed.data, format, name, pipeline };
  const [issue] = parsed.error.issues;
  const where = (issue?.path ?? []).reduce<string>((to, key) => joinPath(to, toKey(key)), path);
  throw importError(`${issue?.message ?? "is not what is expected"}.`, { path: where });
}

/** `api_key` itself in any form that is no variable: said before everything else, for it is the commonest. */
function refuseWrongKeyForm(component: JsonObject, path: string): void {
  const parameters = component.init_parameters;
  if (!isJsonObject(parameters) || parameters.api_key === undefined) return;
  const key = parameters.api_key;
  if (isJsonObject(key) && key.type === "env_var") return;
  throw importError(`must name an environment variable, never hold a key. ${keyInstead}`, {
    path: joinPath(joinPath(path, "init_parameters"), "api_key"),
  });
}

function toKey(key: PropertyKey): string | number {
  return typeof key === "symbol" ? "?" : key;
}
