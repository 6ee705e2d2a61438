import type { SyntaxNode } from "@lezer/common";
import type { Literal } from "@/lib/mastra/literal";
import { readPythonTexts } from "./python-string";
import { asText, joinTexts, toGap, toShownText } from "./python-texts";
import { childrenOf, type PythonTree } from "./python-tree";

type Reading = { tree: PythonTree; read: (node: SyntaxNode) => Literal };

/** What stands in quotes, with the values of an f-string; several one after the other are one text. Bytes are unknown. */
export function readWrittenText(node: SyntaxNode, { tree, read }: Reading): Literal {
  const line = tree.lineOf(node);
  const pieces = node.name === "ContinuedString" ? childrenOf(node) : [node];
  const texts = pieces.flatMap((piece) => {
    const holes = piece.name === "FormatString" ? piece.getChildren("FormatReplacement") : [];
    const around = readPythonTexts(
      tree.textOf(piece),
      holes.map(({ from, to }) => ({ from: from - piece.from, to: to - piece.from })),
    );
    if (around === null) return [null];
    return around.flatMap((value, index) => {
      const hole = holes[index];
      const text = asText({ kind: "primitive", line, value });
      return hole === undefined ? [text] : [text, readHole(hole, { tree, read })];
    });
  });
  const known = texts.filter((text) => text !== null);
  if (known.length < texts.length) return { kind: "unknown", line, what: "bytes" };
  return joinTexts(known, { line });
}

/** `{name}` in an f-string: its value, else a place for it. */
function readHole(hole: SyntaxNode, { tree, read }: Reading) {
  const line = tree.lineOf(hole);
  const [expression, ...more] = childrenOf(hole);
  if (expression === undefined) return toGap("value", line);
  const shown = more.length === 0 ? toShownText(read(expression), line) : null;
  return shown ?? toGap(tree.textOf(expression), line);
}
