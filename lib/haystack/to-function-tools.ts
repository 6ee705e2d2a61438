import { AppError } from "@/lib/app-error";
import { joinPath } from "@/lib/import-error";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

/**
 * The functions of serialised tools: of a Haystack Tool, a list of tools, a Toolset, or a list that mixes them. A tool
 * in OpenAI's own form or with bare name and parameters is taken too.
 * @throws AppError for a tool that says no name and parameters here, and for a name that appears twice
 */
export function toFunctionTools(tools: JsonValue): JsonObject[] {
  const found = readTools(tools, "tools");
  const names = found.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new AppError("invalid_request", `Two tools have the name ${String(repeated)}.`);
  }
  return found.map((spec) => ({ type: "function", function: spec }));
}

function readTools(tools: JsonValue, path: string): JsonObject[] {
  if (tools === null) return [];
  if (Array.isArray(tools)) return tools.flatMap((tool, index) => readTools(tool, joinPath(path, index)));
  if (!isJsonObject(tools)) throw unreadable(path);
  if (tools.type === "function" && isJsonObject(tools.function)) return [tools.function];
  const data = isJsonObject(tools.data) ? tools.data : tools;
  const inner = data.tools;
  if (Array.isArray(inner)) return readTools(inner, joinPath(path, "tools"));
  const { name, description, parameters } = data;
  if (typeof name !== "string" || !isJsonObject(parameters)) throw unreadable(path);
  return [{ name, description: typeof description === "string" ? description : "", parameters }];
}

function unreadable(path: string): AppError {
  return new AppError(
    "invalid_request",
    `${path}: this tool names no parameters here; only Python can make it. Give it as name, description and parameters.`,
  );
}
