import { describe, expect, it } from "vitest";
import { type TreeNode, toNewestLeafId, toPath, toVersions } from "./message-tree";

function treeWith(
  ...rows: [id: string, parentId: string | null, createdAt: number][]
): Map<string, TreeNode> {
  return new Map(rows.map(([id, parentId, createdAt]) => [id, { id, parentId, createdAt }]));
}

const ids = (nodes: TreeNode[]) => nodes.map((node) => node.id);

// Asked once, answered twice; the second answer was replied to; then the first question was edited.
const tree = treeWith(
  ["question", null, 1],
  ["answer-1", "question", 2],
  ["answer-2", "question", 3],
  ["reply", "answer-2", 4],
  ["edited", null, 5],
);

describe("a tree of messages", () => {
  it("shows the way from the first message to the leaf", () => {
    expect(ids(toPath(tree, "reply"))).toEqual(["question", "answer-2", "reply"]);
  });

  it("shows nothing for an empty lane or a leaf that is not there", () => {
    expect(toPath(tree, null)).toEqual([]);
    expect(toPath(tree, "gone")).toEqual([]);
  });

  it("ends when parents form a ring instead of looping forever", () => {
    const ring = treeWith(["a", "b", 1], ["b", "a", 2]);
    expect(ids(toPath(ring, "a"))).toEqual(["b", "a"]);
    expect(toNewestLeafId(ring, "a")).toBe("a");
  });

  it("numbers the versions of what is shown: edited questions and regenerated answers, oldest first", () => {
    const versions = toVersions(tree, toPath(tree, "reply"));
    expect(versions.get("question")).toEqual({
      number: 1,
      count: 2,
      previousId: null,
      nextId: "edited",
      ids: ["question", "edited"],
    });
    expect(versions.get("answer-2")).toMatchObject({
      number: 2,
      count: 2,
      previousId: "answer-1",
      nextId: null,
    });
    expect(versions.has("reply")).toBe(false);
  });

  it("follows the newest messages below a chosen version", () => {
    expect(toNewestLeafId(tree, "question")).toBe("reply");
    expect(toNewestLeafId(tree, "answer-1")).toBe("answer-1");
  });
});
