import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

export const nodeTypes = ["string", "number", "integer", "boolean", "object", "array"] as const;
export type NodeType = (typeof nodeTypes)[number];

/** One place of a JSON schema as a form can show it, or why only its code can. */
export type SchemaNode =
  | {
      kind: "plain";
      type: NodeType;
      isNullable: boolean;
      description: string;
      /** The only strings that are allowed; null when any is. */
      choices: string[] | null;
      /** What else the place demands, such as `minLength`: kept as it is. */
      otherKeywords: string[];
    }
  | { kind: "raw"; why: string };

const combining = [
  "$ref",
  "anyOf",
  "oneOf",
  "allOf",
  "not",
  "if",
  "const",
  "prefixItems",
  "patternProperties",
];
const shown = new Set([
  "type",
  "description",
  "enum",
  "properties",
  "required",
  "items",
  "$defs",
  "definitions",
  "$schema",
]);

const isNodeType = (value: unknown): value is NodeType => nodeTypes.some((type) => type === value);

/** Reads one place of a schema, without what lies below it. */
export function readNode(schema: JsonValue | undefined): SchemaNode {
  if (!isJsonObject(schema)) return { kind: "raw", why: "It is not an object." };
  const found = combining.find((keyword) => Object.hasOwn(schema, keyword));
  if (found !== undefined) return { kind: "raw", why: `It uses ${found}.` };
  const type = readType(schema.type);
  if (type === null) return { kind: "raw", why: "Its type is not one of the form's." };
  const isListed = schema.enum !== undefined;
  const choices = isListed ? readChoices(schema.enum, type) : null;
  if (isListed && choices === null) return { kind: "raw", why: "Its choices are not plain strings." };
  if (hasOddParts(schema)) return { kind: "raw", why: "Its properties or items are not plain schemas." };
  return {
    kind: "plain",
    ...type,
    description: typeof schema.description === "string" ? schema.description : "",
    choices,
    otherKeywords: Object.keys(schema).filter((keyword) => !shown.has(keyword)),
  };
}

function readType(written: JsonValue | undefined): { type: NodeType; isNullable: boolean } | null {
  if (isNodeType(written)) return { type: written, isNullable: false };
  if (!Array.isArray(written) || written.length !== 2 || !written.includes("null")) return null;
  const type = written.find((one) => one !== "null");
  return isNodeType(type) ? { type, isNullable: true } : null;
}

/** A nullable choice lists null too: a list without it would forbid what the type allows. */
function readChoices(
  written: JsonValue | undefined,
  { type, isNullable }: { type: NodeType; isNullable: boolean },
): string[] | null {
  if (!Array.isArray(written) || type !== "string" || written.includes(null) !== isNullable) return null;
  const texts = written.filter((one) => typeof one === "string");
  return texts.length === written.length - (isNullable ? 1 : 0) ? texts : null;
}

function hasOddParts({ properties, required, items }: JsonObject): boolean {
  if (properties !== undefined && !isJsonObject(properties)) return true;
  if (
    required !== undefined &&
    !(Array.isArray(required) && required.every((name) => typeof name === "string"))
  )
    return true;
  return items !== undefined && !isJsonObject(items);
}
