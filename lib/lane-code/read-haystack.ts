import { AppError } from "@/lib/app-error";
import { generatorToLane } from "@/lib/haystack/generator-to-lane";
import { importGenerator } from "@/lib/haystack/import-generator";
import { isJsonObject, type JsonObject } from "@/lib/json-value";
import { toJson } from "@/lib/mastra/literal";
import type { ReadLaneCode } from "./lane-code";

/** The lane of a generator that stands in a document, alone or in a pipeline. */
export async function readHaystack(text: string): Promise<ReadLaneCode> {
  const isPython = /^\s*\{\s*'/.test(text);
  const document = isPython ? await readPythonDictionary(text) : text;
  const { generator, format, name, pipeline } = importGenerator(document);
  const inside = pipeline === null ? "" : " pipeline";
  const lane = generatorToLane(generator);
  return {
    form: `Haystack${inside}, ${isPython ? "Python" : format === "json" ? "JSON" : "YAML"}`,
    candidates: [
      {
        ...lane,
        name,
        history: [],
        draft: null,
        warnings: [...lane.warnings, ...warnOthers(pipeline, name)],
      },
    ],
  };
}

/** What `print(generator.to_dict())` shows, as JSON. */
async function readPythonDictionary(text: string): Promise<string> {
  const { PythonProgram } = await import("@/lib/request-import/python-program");
  const literal = new PythonProgram(`value = ${text.trim()}`).findAssigned("value");
  const value = literal === undefined ? undefined : toJson(literal);
  if (value === undefined)
    throw new AppError("invalid_request", "This is no Python dictionary of plain values.");
  return JSON.stringify(value);
}

function warnOthers(pipeline: JsonObject | null, own: string | null): string[] {
  const components = pipeline?.components;
  const others = isJsonObject(components) ? Object.keys(components).filter((name) => name !== own) : [];
  if (others.length === 0) return [];
  return [`The pipeline's other components are not taken over: ${others.join(", ").slice(0, 200)}.`];
}
