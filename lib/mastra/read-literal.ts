import { toFileMark } from "@/lib/attachments/file-mark";
import type { Constants } from "./find-constants";
import { type Literal, toText } from "./literal";
import { childOf, childrenOf, type SyntaxNode, textOf } from "./syntax-node";

const mostFollowed = 12;

const wrappers = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "ParenthesizedExpression",
  "AwaitExpression",
]);

/** The expression without types and brackets around it; of an `await` what is awaited. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (wrappers.has(at.type)) {
    const inner = childOf(at, "expression") ?? childOf(at, "argument");
    if (inner === null) return at;
    at = inner;
  }
  return at;
}

/** What an expression says; names are followed to their constants, nothing is run. */
export function readLiteral(wrapped: SyntaxNode, constants: Constants, followed = 0): Literal {
  const node = unwrap(wrapped);
  const { line } = node;
  const read = (inner: SyntaxNode) => readLiteral(inner, constants, followed);
  switch (node.type) {
    case "StringLiteral":
    case "NumericLiteral":
    case "BooleanLiteral":
      return { kind: "primitive", line, value: node.fields.value as string | number | boolean };
    case "NullLiteral":
      return { kind: "primitive", line, value: null };
    case "TemplateLiteral":
      return readTemplate(node, read);
    case "UnaryExpression":
      return readNegative(node, read);
    case "BinaryExpression":
      return readSum(node, read);
    case "LogicalExpression":
      return readFallback(node, read);
    case "ArrayExpression":
      return { kind: "list", line, items: readElements(node, read) };
    case "ObjectExpression":
      return readObject(node, read);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return { kind: "function", line, node };
    case "CallExpression":
      return readCall(node, read);
    case "MemberExpression":
    case "OptionalMemberExpression":
      return readVariable(node);
    case "Identifier":
      return readName(node, constants, followed);
    default:
      return { kind: "unknown", line, what: "an expression" };
  }
}

type Read = (node: SyntaxNode) => Literal;

function readName(node: SyntaxNode, constants: Constants, followed: number): Literal {
  const name = textOf(node, "name") ?? "";
  const value = constants.get(name);
  // Constants may name each other in a circle, or one twice.
  if (value !== undefined && followed < mostFollowed) return readLiteral(value, constants, followed + 1);
  const what = `the name ${name.slice(0, 60)}, which is not set here`;
  return { kind: "unknown", line: node.line, what, ...(name.length < 60 ? { gap: name } : {}) };
}

function readTemplate(node: SyntaxNode, read: Read): Literal {
  const texts = childrenOf(node, "quasis").map((quasi) => {
    const value = quasi.fields.value;
    const cooked = typeof value === "object" && value !== null && "cooked" in value ? value.cooked : null;
    return typeof cooked === "string" ? cooked : "";
  });
  const gaps: string[] = [];
  let text = texts[0] ?? "";
  for (const [index, expression] of childrenOf(node, "expressions").entries()) {
    const value = read(expression);
    if (value.kind !== "primitive") gaps.push(readPath(expression) ?? "value");
    text +=
      (value.kind === "primitive" ? String(value.value) : `{{${gaps.at(-1)}}}`) + (texts[index + 1] ?? "");
  }
  const { line } = node;
  return gaps.length === 0
    ? { kind: "primitive", line, value: text }
    : { kind: "template", line, text, gaps };
}

/** Of a list that is spread into this one, its items. */
function readElements(node: SyntaxNode, read: Read): Literal[] {
  return childrenOf(node, "elements").flatMap((element) => {
    const argument = element.type === "SpreadElement" ? childOf(element, "argument") : null;
    if (argument === null) return [read(element)];
    const spread = read(argument);
    return spread.kind === "list" ? spread.items : [read(element)];
  });
}

function readNegative(node: SyntaxNode, read: Read): Literal {
  const argument = childOf(node, "argument");
  const value = argument === null ? null : read(argument);
  if (node.fields.operator === "-" && value?.kind === "primitive" && typeof value.value === "number") {
    return { ...value, value: -value.value };
  }
  return { kind: "unknown", line: node.line, what: "an expression" };
}

function readSum(node: SyntaxNode, read: Read): Literal {
  const sides = [childOf(node, "left"), childOf(node, "right")].map((side) =>
    side === null ? null : read(side),
  );
  const texts = sides.map((side) =>
    side?.kind === "primitive" && typeof side.value === "string" ? side.value : null,
  );
  const [left, right] = texts;
  const isText = node.fields.operator === "+" && typeof left === "string" && typeof right === "string";
  return isText
    ? { kind: "primitive", line: node.line, value: left + right }
    : { kind: "unknown", line: node.line, what: "an expression" };
}

/** `process.env.X ?? ""`: the variable, unless what stands in for it is a text, which may be a key. */
function readFallback(node: SyntaxNode, read: Read): Literal {
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  if (left === null || right === null) return { kind: "unknown", line: node.line, what: "an expression" };
  const other = read(right);
  const isText = other.kind === "primitive" && typeof other.value === "string" && other.value !== "";
  return isText && read(left).kind === "variable" ? other : read(left);
}

function readObject(node: SyntaxNode, read: Read): Literal {
  const fields = new Map<string, Literal>();
  for (const property of childrenOf(node, "properties")) {
    const argument = childOf(property, "argument");
    if (property.type === "SpreadElement" && argument !== null) {
      const spread = read(argument);
      if (spread.kind === "object") for (const [name, field] of spread.fields) fields.set(name, field);
      else fields.set("...", { kind: "unknown", line: property.line, what: "what is spread into it" });
      continue;
    }
    const name = readKey(property);
    if (name === null) continue;
    const value = childOf(property, "value");
    if (property.type === "ObjectMethod")
      fields.set(name, { kind: "function", line: property.line, node: property });
    else if (value !== null) fields.set(name, read(value));
  }
  return { kind: "object", line: node.line, fields };
}

function readKey(property: SyntaxNode): string | null {
  const key = childOf(property, "key");
  if (key === null) return null;
  if (key.type === "Identifier" && property.fields.computed !== true) return textOf(key, "name");
  return key.type === "StringLiteral" ? textOf(key, "value") : null;
}

function readCall(node: SyntaxNode, read: Read): Literal {
  const callee = childOf(node, "callee");
  const path = callee === null ? null : readPath(callee);
  if (path === null) return { kind: "unknown", line: node.line, what: "a call" };
  const items = childrenOf(node, "arguments").map(read);
  const [first] = items;
  const file = toText(first);
  // A file's content is not here: its mark stands for it.
  if (/^(?:fs\.)?readFileSync$/.test(path) && file !== null)
    return { kind: "primitive", line: node.line, value: toFileMark(file) };
  const [name = path] = path.split(".");
  return { kind: "call", line: node.line, name, path, first: first ?? null, items, named: new Map() };
}

/** `client.chat.completions.create` of names alone; null for anything else. */
export function readPath(node: SyntaxNode): string | null {
  const name = textOf(node, "name");
  if (node.type === "Identifier") return name;
  if (node.type !== "MemberExpression" && node.type !== "OptionalMemberExpression") return null;
  const object = childOf(node, "object");
  const inner = object === null ? null : readPath(object);
  const property = textOf(childOf(node, "property"), "name");
  return inner === null || property === null || node.fields.computed === true ? null : `${inner}.${property}`;
}

/** `process.env.X` and `process.env["X"]`. */
function readVariable(node: SyntaxNode): Literal {
  const object = childOf(node, "object");
  const isEnvironment =
    object !== null &&
    textOf(childOf(object, "property"), "name") === "env" &&
    textOf(childOf(object, "object"), "name") === "process";
  const property = childOf(node, "property");
  const name = node.fields.computed === true ? textOf(property, "value") : textOf(property, "name");
  return isEnvironment && name !== null
    ? { kind: "variable", line: node.line, name }
    : { kind: "unknown", line: node.line, what: "a field of something that is not written out" };
}
