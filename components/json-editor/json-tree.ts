import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState, Text } from "@codemirror/state";

/** A node of the editor's own tree of the document. */
export type TreeNode = ReturnType<ReturnType<typeof syntaxTree>["resolveInner"]>;

/** The path at which a property, an object or a list stands in the document. */
export function toPathAt(node: TreeNode, doc: Text): string[] {
  const path: string[] = [];
  for (let at: TreeNode | null = node; at !== null; at = at.parent) {
    if (at.name === "Property") path.unshift(readName(at, doc));
    else if (at.parent?.name === "Array")
      path.unshift(String(listItems(at.parent).findIndex((item) => item.from === at?.from)));
  }
  return path;
}

/** Where the property at a path stands: its name, so that the mark is short; the whole document where it is not found. */
export function findValueAt(state: EditorState, path: readonly string[]): { from: number; to: number } {
  const tree = ensureSyntaxTree(state, state.doc.length, 50) ?? syntaxTree(state);
  let at: TreeNode | null = tree.topNode.firstChild;
  let found: TreeNode | null = null;
  for (const key of path) {
    const property = at?.getChildren("Property").find((each) => readName(each, state.doc) === key);
    const item: TreeNode | null = at?.name === "Array" ? (listItems(at)[Number(key)] ?? null) : null;
    const marked: TreeNode | null = property?.getChild("PropertyName") ?? item;
    // What lies deeper than the document is marked where that ends.
    if (marked === null) break;
    found = marked;
    at = property?.lastChild ?? item;
  }
  return found === null ? { from: 0, to: state.doc.length } : { from: found.from, to: found.to };
}

function listItems(list: TreeNode): TreeNode[] {
  const items: TreeNode[] = [];
  for (let at = list.firstChild; at !== null; at = at.nextSibling)
    if (!/^[[\],⚠]$/.test(at.name)) items.push(at);
  return items;
}

function readName(property: TreeNode, doc: Text): string {
  const name = property.getChild("PropertyName");
  if (name === null) return "";
  const text = doc.sliceString(name.from, name.to);
  try {
    return String(JSON.parse(text));
  } catch {
    // A name that is being written has no second quote yet.
    return text.replaceAll('"', "");
  }
}
