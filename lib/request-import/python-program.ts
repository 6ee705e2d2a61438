import type { SyntaxNode } from "@lezer/common";
import type { Literal } from "@/lib/mastra/literal";
import { PythonNames } from "./python-names";
import { PythonReader } from "./python-reader";
import { PythonTree } from "./python-tree";

/** A Python program, read and never run: what it calls, and with what. */
export class PythonProgram {
  readonly #tree: PythonTree;
  readonly #names: PythonNames;
  readonly #reader: PythonReader;

  constructor(text: string) {
    this.#tree = new PythonTree(text);
    this.#names = new PythonNames(this.#tree);
    this.#reader = new PythonReader(this.#tree, this.#names);
  }

  /** The line, from 1, of the first place where this is no Python; null when there is none. */
  get faultLine(): number | null {
    const [fault] = this.#tree.list("⚠");
    return fault === undefined ? null : this.#tree.lineOf(fault);
  }

  /** True when the program imports the package, or something of it. */
  imports(name: string): boolean {
    const pattern = new RegExp(`^(?:import|from)\\s+${name}\\b`);
    return this.#tree.list("ImportStatement").some((node) => pattern.test(this.#tree.textOf(node)));
  }

  /** The line of the first fault within a call of one of these names, where something may have been lost; null when there is none. */
  findFaultIn(pattern: RegExp): number | null {
    const isWithin = (node: SyntaxNode) => {
      for (let at = node.parent; at !== null; at = at.parent)
        if (at.name === "CallExpression" && pattern.test(this.#reader.toCalled(at) ?? "")) return true;
      return false;
    };
    const fault = this.#tree.list("⚠").find(isWithin);
    return fault === undefined ? null : this.#tree.lineOf(fault);
  }

  /** The calls of what ends with one of these names, in the order of the text. */
  findCalls(pattern: RegExp): Extract<Literal, { kind: "call" }>[] {
    return this.#tree
      .list("CallExpression")
      .filter((node) => pattern.test(this.#reader.toCalled(node) ?? ""))
      .map((node) => this.#reader.read(node))
      .filter((literal) => literal.kind === "call");
  }

  /** What was last given to `openai.api_base` and the like; undefined when nothing was. */
  findAssigned(path: string): Literal | undefined {
    const value = this.#names.findLast(path);
    return value === undefined ? undefined : this.#reader.read(value);
  }
}
