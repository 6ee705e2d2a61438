import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { toPythonLiteral, toPythonString } from "./python-literal";

/** Python code of an expression, and the modules it needs. */
export type PythonExpression = { code: string; imports: string[] };

const dottedName = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;

/** A serialised function by its dotted name; null when it has none that code could use. */
export function toPythonFunction(path: JsonValue | undefined): PythonExpression | null {
  if (typeof path !== "string" || !dottedName.test(path)) return null;
  return { code: path, imports: [`import ${path.slice(0, path.lastIndexOf("."))}`] };
}

/** The tools as code; null when one of them cannot be written so. */
export function toPythonTools(tools: JsonValue): PythonExpression | null {
  if (Array.isArray(tools)) return toList(tools);
  if (!isJsonObject(tools) || !isJsonObject(tools.data)) return null;
  if (tools.type === "haystack.tools.tool.Tool") return toTool(tools.data);
  if (tools.type !== "haystack.tools.toolset.Toolset" || !Array.isArray(tools.data.tools)) return null;
  const list = toList(tools.data.tools);
  return list === null
    ? null
    : { code: `Toolset(${list.code})`, imports: ["from haystack.tools import Toolset", ...list.imports] };
}

function toList(tools: JsonValue[]): PythonExpression | null {
  const written = tools.map(toPythonTools);
  const known = written.filter((tool) => tool !== null);
  if (known.length < written.length) return null;
  return {
    code: `[${known.map(({ code }) => code).join(", ")}]`,
    imports: known.flatMap(({ imports }) => imports),
  };
}

function toTool({ name, description, parameters, function: path }: JsonObject): PythonExpression | null {
  const called = toPythonFunction(path);
  if (typeof name !== "string" || parameters === undefined || called === null) return null;
  const fields = [
    `name=${toPythonString(name)}`,
    `description=${toPythonString(typeof description === "string" ? description : "")}`,
    `parameters=${toPythonLiteral(parameters, 1)}`,
    `function=${called.code}`,
  ];
  return {
    code: `Tool(${fields.join(", ")})`,
    imports: ["from haystack.tools import Tool", ...called.imports],
  };
}
