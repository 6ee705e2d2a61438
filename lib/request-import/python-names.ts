import type { SyntaxNode } from "@lezer/common";
import { childrenOf, findAround, type PythonTree } from "./python-tree";

/** What a statement does to a name. */
export type NameChange = {
  kind: "set" | "append" | "extend" | "put" | "other";
  /** null for what cannot be followed: of several names at once, in a loop. */
  value: SyntaxNode | null;
  /** Of `put`: `name[key] = value`. */
  key?: SyntaxNode;
  from: number;
  to: number;
  /** Where the name is known: a function's beginning, or -1 for all of the program. */
  scope: number;
  /** The conditions and loops it stands in. */
  guards: { from: number; to: number }[];
};

/** What was done to a name before it is used, the latest setting first of all. */
export type NameHistory =
  | { known: true; set: NameChange; changes: (NameChange & { isCertain: boolean })[] }
  | { known: false; why: string };

const functions: ReadonlySet<string> = new Set(["FunctionDefinition"]);
const guards: ReadonlySet<string> = new Set([
  "IfStatement",
  "ForStatement",
  "WhileStatement",
  "MatchStatement",
]);
const changing: Readonly<Record<string, NameChange["kind"]>> = {
  append: "append",
  extend: "extend",
  update: "extend",
  insert: "other",
  pop: "other",
  popitem: "other",
  clear: "other",
  remove: "other",
  reverse: "other",
  sort: "other",
  setdefault: "other",
};

/** The names of a Python program: what each was given, and what was added to it, before a place in the text. */
export class PythonNames {
  readonly #tree: PythonTree;
  readonly #changes = new Map<string, NameChange[]>();

  constructor(tree: PythonTree) {
    this.#tree = tree;
    for (const node of tree.list("ParamList")) this.#noteParameters(node);
    for (const name of ["AssignStatement", "NamedExpression"] as const)
      for (const node of tree.list(name)) this.#noteAssignment(node);
    for (const node of tree.list("UpdateStatement")) this.#noteUpdate(node);
    for (const node of tree.list("ForStatement")) this.#noteLoop(node);
    for (const node of tree.list("CallExpression")) this.#noteCall(node);
    for (const changes of this.#changes.values()) changes.sort((a, b) => a.from - b.from);
  }

  /** What the name was last set to anywhere; undefined when it was not. */
  findLast(name: string): SyntaxNode | undefined {
    const found = this.#changes.get(name)?.findLast(({ kind }) => kind === "set");
    return found?.value ?? undefined;
  }

  /** How a name came to what it is where it is used. */
  follow(name: string, use: SyntaxNode): NameHistory {
    const changes = (this.#changes.get(name) ?? []).filter(
      ({ from, to }) => !(from <= use.from && use.to <= to),
    );
    const scopes = [...this.#listScopes(use), -1];
    const own = scopes[0] ?? -1;
    const scope = scopes.find((each) =>
      changes.some((change) => change.kind === "set" && change.scope === each),
    );
    if (scope === undefined) return { known: false, why: "is not set here" };
    const before = changes.filter((change) => change.to <= use.from);
    const sets = (some: NameChange[]) =>
      some.filter((change) => change.kind === "set" && change.scope === scope);
    const isOf = (change: NameChange) => isCertain(change, use);
    const candidates = sets(before).length > 0 ? sets(before) : sets(changes);
    const set = candidates.at(-1);
    if (set === undefined) return { known: false, why: "is not set here" };
    const isAmbiguous = candidates.length > 1 && (!isOf(set) || scope !== own);
    if (isAmbiguous) return { known: false, why: "is set more than once" };
    if (set.value === null) return { known: false, why: "only the running program knows" };
    const later = before.filter(
      (change) =>
        change.kind !== "set" && change.from >= set.to && (change.scope === scope || change.scope === own),
    );
    return { known: true, set, changes: later.map((change) => ({ ...change, isCertain: isOf(change) })) };
  }

  #listScopes(node: SyntaxNode): number[] {
    const scopes: number[] = [];
    for (let at = findAround(node, functions); at !== null; at = findAround(at, functions))
      scopes.push(at.from);
    return scopes;
  }

  #note(name: string | null, node: SyntaxNode, change: Pick<NameChange, "kind" | "value" | "key">): void {
    if (name === null) return;
    // `self.client` is known to all methods.
    const scope = name.includes(".") ? -1 : (this.#listScopes(node)[0] ?? -1);
    const found: NameChange["guards"] = [];
    for (let at = findAround(node, guards); at !== null; at = findAround(at, guards)) found.push(at);
    const noted = { ...change, from: node.from, to: node.to, scope, guards: found };
    const known = this.#changes.get(name);
    if (known === undefined) this.#changes.set(name, [noted]);
    else known.push(noted);
  }

  /** `def ask(question, model="m")`: what nobody gives is the default. */
  #noteParameters(list: SyntaxNode): void {
    if (list.parent?.name !== "FunctionDefinition") return;
    for (const node of list.getChildren("VariableName")) {
      const after = node.nextSibling?.name === "TypeDef" ? node.nextSibling.nextSibling : node.nextSibling;
      const value = after?.name === "AssignOp" ? after.nextSibling : null;
      this.#note(this.#tree.textOf(node), node, { kind: "set", value });
    }
  }

  /** `a = b = value`, `a[key] = value`; of `a, b = …` only that they are set. */
  #noteAssignment(node: SyntaxNode): void {
    const groups: SyntaxNode[][] = [[]];
    for (let at = node.firstChild; at !== null; at = at.nextSibling) {
      if (at.name === "AssignOp") groups.push([]);
      else if (/^\w/.test(at.name) && at.name !== "TypeDef" && at.name !== "Comment") groups.at(-1)?.push(at);
    }
    const values = groups.pop() ?? [];
    for (const targets of groups) {
      const value = targets.length === 1 && values.length === 1 ? (values[0] ?? null) : null;
      for (const target of targets) this.#noteTarget(target, node, value);
    }
  }

  #noteTarget(target: SyntaxNode, node: SyntaxNode, value: SyntaxNode | null): void {
    const path = this.#tree.toPath(target);
    if (path !== null) {
      this.#note(path, node, { kind: "set", value });
      return;
    }
    const [object, key] = target.name === "MemberExpression" ? childrenOf(target) : [];
    if (object === undefined || key === undefined) return;
    this.#note(this.#tree.toPath(object), node, { kind: "put", value, key });
  }

  #noteUpdate(node: SyntaxNode): void {
    const [target, value = null] = childrenOf(node).filter(({ name }) => name !== "UpdateOp");
    const operator = node.getChild("UpdateOp");
    const isSum = operator !== null && /^[+|]=$/.test(this.#tree.textOf(operator));
    if (target !== undefined)
      this.#note(this.#tree.toPath(target), node, { kind: isSum ? "extend" : "other", value });
  }

  #noteLoop(node: SyntaxNode): void {
    for (let at = node.firstChild; at !== null && at.name !== "in"; at = at.nextSibling)
      if (at.name === "VariableName") this.#note(this.#tree.textOf(at), at, { kind: "set", value: null });
  }

  /** `messages.append(…)`. */
  #noteCall(node: SyntaxNode): void {
    const [, name, method = ""] = /^(.+)\.(\w+)$/.exec(this.#tree.toPath(node.firstChild) ?? "") ?? [];
    const kind = Object.hasOwn(changing, method) ? changing[method] : undefined;
    const list = node.getChild("ArgList");
    if (name === undefined || kind === undefined || list === null) return;
    const given = childrenOf(list);
    const isNamed = list.getChild("AssignOp") !== null;
    // `update(seed=3)` is read as the call `dict(seed=3)` would be.
    const value = isNamed ? node : (given[0] ?? null);
    this.#note(name, node, { kind: given.length > 1 && !isNamed ? "other" : kind, value });
  }
}

/** It has happened whenever the use is reached: no condition or loop around it that is not around the use as well. */
function isCertain({ guards: around }: NameChange, use: SyntaxNode): boolean {
  return around.every(({ from, to }) => from <= use.from && use.to <= to);
}
