import { childOf, type SyntaxNode, textOf, walk } from "./syntax-node";

/** The expressions that constants were given, by name; a name given twice is not there. */
export type Constants = ReadonlyMap<string, SyntaxNode>;

/** The constants declared anywhere below a node. */
export function findConstants(tree: SyntaxNode): Constants {
  const found = new Map<string, SyntaxNode>();
  const repeated = new Set<string>();
  for (const node of walk(tree)) {
    if (node.type !== "VariableDeclarator") continue;
    const name = textOf(childOf(node, "id"), "name");
    const value = childOf(node, "init");
    if (name === null || value === null) continue;
    if (found.has(name)) repeated.add(name);
    found.set(name, value);
  }
  for (const name of repeated) found.delete(name);
  return found;
}
