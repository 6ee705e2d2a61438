import type { Constants } from "./find-constants";
import type { Literal, ObjectLiteral } from "./literal";
import { findProvider } from "./mastra-providers";
import { readLiteral, readPath, unwrap } from "./read-literal";
import { childOf, childrenOf, type SyntaxNode } from "./syntax-node";

/** A provider of the AI SDK that a program makes itself. */
export type ScriptProvider = {
  /** Its built-in id, where the function that makes it tells; null for one of its own. */
  providerId: string | null;
  /** Its options; null when they are not written out. */
  options: ObjectLiteral | null;
  /** What `transformRequestBody` adds to every body; null when it adds nothing that can be read. */
  extraBody: ObjectLiteral | null;
};

/** What a name of the program stands for; null when it is no provider. */
export function findScriptProvider(name: string, constants: Constants): ScriptProvider | null {
  const made = constants.get(name);
  const call = made === undefined ? null : unwrap(made);
  const callee = call?.type === "CallExpression" ? childOf(call, "callee") : null;
  const maker = callee === null ? null : readPath(callee);
  if (call === null || maker === null || !/^create[A-Z]/.test(maker)) return null;
  const [argument] = childrenOf(call, "arguments");
  const options = argument === undefined ? null : readLiteral(argument, constants);
  const own = maker.slice("create".length).toLowerCase();
  const isOpen = own === "openaicompatible";
  return {
    providerId: isOpen ? null : (findProvider(own)?.id ?? null),
    options: options?.kind === "object" ? options : null,
    extraBody:
      options?.kind === "object"
        ? readTransform(options.fields.get("transformRequestBody"), constants)
        : null,
  };
}

/** `(body) => ({ ...body, …fields })`: the fields. */
function readTransform(literal: Literal | undefined, constants: Constants): ObjectLiteral | null {
  if (literal?.kind !== "function") return null;
  const returned = toReturned(literal.node);
  const value = returned === null ? null : readLiteral(returned, constants);
  if (value?.kind !== "object") return null;
  // What is spread first is the body itself.
  const fields = [...value.fields].filter(([name]) => name !== "...");
  return { ...value, fields: new Map(fields) };
}

function toReturned(node: SyntaxNode): SyntaxNode | null {
  const body = childOf(node, "body");
  if (body?.type !== "BlockStatement") return body;
  const statement = childrenOf(body, "body").find(({ type }) => type === "ReturnStatement");
  return statement === undefined ? null : childOf(statement, "argument");
}
