import { importError } from "@/lib/import-error";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { generatorType } from "./meta-llama-generator";

/** The generator's own part of a document, and the pipeline around it where there is one. */
export type FoundGenerator = {
  component: JsonObject;
  /** Its name in the pipeline; null when it stands alone. */
  name: string | null;
  pipeline: JsonObject | null;
};

/** @throws AppError that says what is there instead, by name */
export function findGenerator(value: JsonValue): FoundGenerator {
  if (!isJsonObject(value)) throw importError("This is no component and no pipeline of Haystack's.");
  if (isJsonObject(value.components)) return findInPipeline(value, value.components);
  if (isMetaLlama(value.type)) return { component: value, name: null, pipeline: null };
  if (typeof value.type === "string") {
    throw importError(`is not MetaLlamaChatGenerator, but ${lastName(value.type)}.`, { path: "type" });
  }
  throw importError(
    `There is no "type" of a component and no "components" of a pipeline. A generator begins with {"type": "${generatorType}"}.`,
  );
}

function findInPipeline(pipeline: JsonObject, components: JsonObject): FoundGenerator {
  const found = Object.entries(components).filter(
    ([, component]) => isJsonObject(component) && isMetaLlama(component.type),
  );
  const [first, second] = found;
  if (second !== undefined) {
    const names = found.map(([name]) => name).join(", ");
    throw importError(`There are several MetaLlamaChatGenerators: ${names}. Paste the one you mean alone.`, {
      path: "components",
    });
  }
  if (first !== undefined && isJsonObject(first[1])) return { component: first[1], name: first[0], pipeline };
  const names = Object.entries(components).map(
    ([name, component]) => `${name} (${isJsonObject(component) ? lastName(component.type) : "nothing"})`,
  );
  const others = names.length === 0 ? "none" : names.slice(0, 20).join(", ");
  throw importError(`There is no MetaLlamaChatGenerator among the components: ${others}.`, {
    path: "components",
  });
}

function isMetaLlama(type: JsonValue | undefined): boolean {
  return type === generatorType;
}

/** `a.b.OpenAIChatGenerator` is `OpenAIChatGenerator`. */
function lastName(type: JsonValue | undefined): string {
  return typeof type === "string" ? (type.split(".").at(-1)?.slice(0, 80) ?? "") : "no type";
}
