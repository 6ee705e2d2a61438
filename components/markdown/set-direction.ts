import { toDirection } from "@/lib/to-direction";

type HastNode = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HastNode[];
};

const directed = /^(?:p|h[1-6]|ul|ol|blockquote|table)$/;
/** The first letter of a block's words, which tells its direction; code, formulas and addresses are always from left to right. */
function findFirstLetter({ type, tagName, value = "", children = [] }: HastNode): string | null {
  if (type === "text") return /\p{L}/u.exec(value)?.[0] ?? null;
  if (tagName === "code" || tagName === "pre") return null;
  for (const child of children) {
    const letter = findFirstLetter(child);
    if (letter !== null) return letter;
  }
  return null;
}

/** A rehype plugin: each block of an answer is laid out in the direction of its own words. */
export const setDirection = () => (tree: HastNode) => {
  for (const node of tree.children ?? []) {
    if (node.type !== "element" || !directed.test(node.tagName ?? "")) continue;
    if (toDirection(findFirstLetter(node) ?? "") === "rtl")
      node.properties = { ...node.properties, dir: "rtl" };
  }
};
