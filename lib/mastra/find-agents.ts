import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { Constants } from "./find-constants";
import type { Literal, ObjectLiteral } from "./literal";
import { readLiteral, unwrap } from "./read-literal";
import { childOf, childrenOf, type SyntaxNode, textOf, walk } from "./syntax-node";

/** A `new Agent({…})` in a module. */
export type FoundAgent = {
  line: number;
  /** null when it is made from something that is not written out. */
  config: ObjectLiteral | null;
  /** false when the module only generates with it, true when it only streams, else undefined. */
  stream: LaneSettings["stream"];
  /** What the module asks it first; undefined when it asks nothing. */
  asked: Literal | undefined;
};

export function findAgents(tree: SyntaxNode, constants: Constants): FoundAgent[] {
  const nodes = [...walk(tree)];
  const classes = findClassNames(nodes);
  const variables = findVariables(nodes);
  return nodes
    .filter((node) => isAgent(node, classes))
    .map((node) => {
      const [argument] = childrenOf(node, "arguments");
      const config = argument === undefined ? null : readLiteral(argument, constants);
      const variable = variables.get(node.start);
      return {
        line: node.line,
        config: config?.kind === "object" ? config : null,
        stream: variable === undefined ? undefined : readUse(nodes, variable),
        asked: variable === undefined ? undefined : readAsked({ nodes, variable, constants }),
      };
    });
}

/** `Agent`, and what an import calls it. */
function findClassNames(nodes: SyntaxNode[]): Set<string> {
  const renamed = nodes
    .filter(
      (node) => node.type === "ImportSpecifier" && textOf(childOf(node, "imported"), "name") === "Agent",
    )
    .map((node) => textOf(childOf(node, "local"), "name"));
  return new Set(["Agent", ...renamed.filter((name) => name !== null)]);
}

function isAgent(node: SyntaxNode, classes: Set<string>): boolean {
  if (node.type !== "NewExpression") return false;
  const callee = childOf(node, "callee");
  const name =
    textOf(callee, "name") ?? (callee === null ? null : textOf(childOf(callee, "property"), "name"));
  return name !== null && classes.has(name);
}

/** The names of constants by where their value begins. */
function findVariables(nodes: SyntaxNode[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const node of nodes) {
    const [id, value] =
      node.type === "VariableDeclarator" ? [childOf(node, "id"), childOf(node, "init")] : [null, null];
    const name = textOf(id, "name");
    if (name !== null && value !== null) found.set(unwrap(value).start, name);
  }
  return found;
}

function readUse(nodes: SyntaxNode[], variable: string): LaneSettings["stream"] {
  const called = nodes
    .filter(
      (node) => node.type === "MemberExpression" && textOf(childOf(node, "object"), "name") === variable,
    )
    .map((node) => textOf(childOf(node, "property"), "name"));
  const [generates, streams] = [called.includes("generate"), called.includes("stream")];
  return generates === streams ? undefined : streams;
}

function readAsked(agent: {
  nodes: SyntaxNode[];
  variable: string;
  constants: Constants;
}): Literal | undefined {
  for (const node of agent.nodes) {
    const callee = node.type === "CallExpression" ? childOf(node, "callee") : null;
    if (callee === null || textOf(childOf(callee, "object"), "name") !== agent.variable) continue;
    if (!/^(?:generate|stream)/.test(textOf(childOf(callee, "property"), "name") ?? "")) continue;
    const [first] = childrenOf(node, "arguments");
    if (first !== undefined) return readLiteral(first, agent.constants);
  }
  return undefined;
}
