/** What a tree of messages needs of each of them: `StoredMessage` has it. */
export type TreeNode = { id: string; parentId: string | null; createdAt: number };

/** The shown path: the leaf's ancestors and itself, oldest first; stops where a parent is missing. */
export function toPath<Node extends TreeNode>(
  nodes: ReadonlyMap<string, Node>,
  leafId: string | null,
): Node[] {
  const path: Node[] = [];
  const seen = new Set<string>();
  let node = leafId === null ? undefined : nodes.get(leafId);
  while (node !== undefined && !seen.has(node.id)) {
    seen.add(node.id);
    path.push(node);
    node = node.parentId === null ? undefined : nodes.get(node.parentId);
  }
  return path.reverse();
}

/** Where a message stands among its versions. */
export type Versions = {
  /** From 1. */
  number: number;
  count: number;
  previousId: string | null;
  nextId: string | null;
  /** Of all of them, oldest first. */
  ids: readonly string[];
};

/** The versions of every message of a path that has more than one, oldest first: they share its parent. */
export function toVersions(
  nodes: ReadonlyMap<string, TreeNode>,
  path: readonly TreeNode[],
): Map<string, Versions> {
  const versions = new Map<string, Versions>();
  const byParent = groupByParent(nodes);
  for (const { id, parentId } of path) {
    const siblings = byParent.get(parentId) ?? [];
    const index = siblings.findIndex((sibling) => sibling.id === id);
    if (siblings.length < 2) continue;
    versions.set(id, {
      number: index + 1,
      count: siblings.length,
      previousId: siblings[index - 1]?.id ?? null,
      nextId: siblings[index + 1]?.id ?? null,
      ids: siblings.map((sibling) => sibling.id),
    });
  }
  return versions;
}

/** The id one reaches from `id` by always taking the newest child: what to show when a version is chosen. */
export function toNewestLeafId(nodes: ReadonlyMap<string, TreeNode>, id: string): string {
  const byParent = groupByParent(nodes);
  let leafId = id;
  const seen = new Set<string>();
  while (!seen.has(leafId)) {
    seen.add(leafId);
    leafId = byParent.get(leafId)?.at(-1)?.id ?? leafId;
  }
  return leafId;
}

/** The answers or follow-ups to each message, oldest first; looked through once, because chats grow long. */
function groupByParent<Node extends TreeNode>(nodes: ReadonlyMap<string, Node>): Map<string | null, Node[]> {
  const byParent = Map.groupBy(nodes.values(), ({ parentId }) => parentId);
  for (const children of byParent.values()) children.sort((a, b) => a.createdAt - b.createdAt);
  return byParent;
}
