import type { Constants } from "./find-constants";
import { unwrap } from "./read-literal";
import { childOf, childrenOf, type SyntaxNode, textOf } from "./syntax-node";

/** A comparison of one value of the request's context with a text. */
export type ContextRule = { key: string; equals: string };

/**
 * `runtimeContext.task === "complex"` or `requestContext.get("task") === "complex"`, either way round; null for any
 * other condition.
 */
export function readContextRule(wrapped: SyntaxNode, constants: Constants): ContextRule | null {
  const test = unwrap(wrapped);
  const isEqual = test.fields.operator === "===" || test.fields.operator === "==";
  const [left, right] = [childOf(test, "left"), childOf(test, "right")];
  if (test.type !== "BinaryExpression" || !isEqual || left === null || right === null) return null;
  return compare(left, right, constants) ?? compare(right, left, constants);
}

function compare(read: SyntaxNode, text: SyntaxNode, constants: Constants): ContextRule | null {
  const name = textOf(unwrap(read), "name");
  const key = readContextKey(unwrap((name === null ? undefined : constants.get(name)) ?? read));
  const literal = unwrap(text);
  const equals = literal.type === "StringLiteral" ? textOf(literal, "value") : null;
  return key === null || equals === null ? null : { key, equals };
}

function readContextKey(node: SyntaxNode): string | null {
  const callee = childOf(node, "callee");
  if (callee !== null) {
    const isGet = isContext(callee) && textOf(childOf(callee, "property"), "name") === "get";
    return isGet ? textOf(childrenOf(node, "arguments")[0] ?? null, "value") : null;
  }
  if (!isContext(node)) return null;
  const property = childOf(node, "property");
  return node.fields.computed === true ? textOf(property, "value") : textOf(property, "name");
}

/** Mastra's older name of the context and its newer one. */
function isContext(member: SyntaxNode): boolean {
  const name = textOf(childOf(member, "object"), "name");
  return name === "runtimeContext" || name === "requestContext";
}
