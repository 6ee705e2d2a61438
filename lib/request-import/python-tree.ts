import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";

/** What stands deeper is no request's: to look for it would take long in a text that is only brackets. */
const deepest = 500;

const wanted = [
  "CallExpression",
  "AssignStatement",
  "ImportStatement",
  "NamedExpression",
  "UpdateStatement",
  "ForStatement",
  "ParamList",
  "⚠",
] as const;
type Wanted = (typeof wanted)[number];

/** Chains of more members and calls are no request's. */
const deepestPath = 40;

/** The syntax of a Python program, which is never run. */
export class PythonTree {
  readonly #text: string;
  readonly #found = new Map<string, SyntaxNode[]>(wanted.map((name) => [name, []]));
  readonly #lines: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    let depth = 0;
    parser.parse(text).iterate({
      enter: (node) => {
        this.#found.get(node.name)?.push(node.node);
        if (depth === deepest) return false;
        depth += 1;
      },
      leave: () => {
        depth -= 1;
      },
    });
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#lines.push(at + 1);
  }

  /** All nodes with this name, in the order of the text. */
  list(name: Wanted): readonly SyntaxNode[] {
    return this.#found.get(name) ?? [];
  }

  textOf({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }

  /** From 1. */
  lineOf({ from }: Pick<SyntaxNode, "from">): number {
    return this.#lines.findLastIndex((start) => start <= from) + 1;
  }

  /** `client.chat.completions.create`; `OpenAI(…).chat.completions.create` for members of what a call returns; null for anything else. */
  toPath(node: SyntaxNode | null, deep = 0): string | null {
    if (node === null || deep > deepestPath) return null;
    if (node.name === "VariableName") return this.textOf(node);
    if (node.name === "ParenthesizedExpression") return this.toPath(childrenOf(node)[0] ?? null, deep + 1);
    if (node.name === "CallExpression") {
      const called = this.toPath(node.firstChild, deep + 1);
      return called === null ? null : `${called}(…)`;
    }
    const member = node.name === "MemberExpression" ? node.getChild("PropertyName") : null;
    const object = member === null ? null : this.toPath(node.firstChild, deep + 1);
    return member === null || object === null ? null : `${object}.${this.textOf(member)}`;
  }
}

/** The nodes that mean something: no brackets, commas, operators or comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let at = node.firstChild; at !== null; at = at.nextSibling)
    if (!/^[^\w⚠]+$|^(?:Comment|AssignOp|await|⚠)$/.test(at.name)) found.push(at);
  return found;
}

/** The nearest node around this one that has one of these names. */
export function findAround(node: SyntaxNode, names: ReadonlySet<string>): SyntaxNode | null {
  for (let at = node.parent; at !== null; at = at.parent) if (names.has(at.name)) return at;
  return null;
}
