import type { SyntaxNode } from "@lezer/common";
import { type Literal, toText } from "@/lib/mastra/literal";
import { applyChange, spreadInto, toChanging } from "./python-changes";
import { callByName, readFileCall } from "./python-known-calls";
import type { NameChange, PythonNames } from "./python-names";
import { asText, callTextMethod, fillPercent, joinTexts, toGap } from "./python-texts";
import { childrenOf, type PythonTree } from "./python-tree";
import { readWrittenText } from "./python-written-text";

/** As many expressions are read of a program as a request may have; names that name each other would be without end. */
const mostRead = 200_000;
const mostFollowed = 24;

/** Given for an argument that is not given. */
const notGiven = /^(?:openai\.)?(?:NOT_GIVEN|NotGiven\(\)|omit|Omit\(\))$/;

/** What the expressions of a Python program say, as far as that can be read without running it. */
export class PythonReader {
  readonly #tree: PythonTree;
  readonly #names: PythonNames;
  readonly #reading: Parameters<typeof applyChange>[2];
  #left = mostRead;
  #followed = 0;

  constructor(tree: PythonTree, names: PythonNames) {
    this.#tree = tree;
    this.#names = names;
    this.#reading = {
      read: this.read,
      toKey: (node) => this.#toKey(node),
      textOf: (node) => tree.textOf(node),
      lineOf: (node) => tree.lineOf(node),
    };
  }

  read = (node: SyntaxNode): Literal => {
    const line = this.#tree.lineOf(node);
    this.#left -= 1;
    if (this.#left < 0) return { kind: "unknown", line, what: "more than is read" };
    switch (node.name) {
      case "String":
      case "FormatString":
      case "ContinuedString":
        return readWrittenText(node, { tree: this.#tree, read: this.read });
      case "Number":
        return { kind: "primitive", line, value: Number(this.#tree.textOf(node).replaceAll("_", "")) };
      case "Boolean":
        return { kind: "primitive", line, value: this.#tree.textOf(node) === "True" };
      case "None":
        return { kind: "primitive", line, value: null };
      case "ArrayExpression":
      case "TupleExpression":
        return { kind: "list", line, items: this.#readItems(node) };
      case "DictionaryExpression":
        return { kind: "object", line, fields: this.#readFields(node, ":").named };
      case "ParenthesizedExpression":
      case "AwaitExpression": {
        const [inner] = childrenOf(node);
        return inner === undefined ? { kind: "unknown", line, what: "nothing" } : this.read(inner);
      }
      case "UnaryExpression":
      case "BinaryExpression":
        return this.#readOperation(node, line);
      case "CallExpression":
        return this.#readCall(node, line);
      case "MemberExpression":
        return this.#readMember(node, line);
      case "VariableName":
        return this.#readName(node, line);
      default:
        return { kind: "unknown", line, what: "an expression" };
    }
  };

  /** What a call calls; a name that was given something's method is that method. */
  toCalled(node: SyntaxNode): string | null {
    const path = this.#tree.toPath(node.firstChild);
    if (path === null || !/^\w+$/.test(path)) return path;
    const value = this.#names.findLast(path);
    return value?.name === "MemberExpression" ? (this.#tree.toPath(value) ?? path) : path;
  }

  /** A name's value where it stands, with all that was added to it before. */
  #readName(node: SyntaxNode, line: number): Literal {
    const name = this.#tree.toPath(node) ?? "";
    const history = this.#names.follow(name, node);
    const unknown = (why: string): Extract<Literal, { kind: "unknown" }> => ({
      kind: "unknown",
      line,
      what: name === "" ? "an expression" : `the name ${name.slice(0, 60)}, which ${why}`,
      ...(name !== "" && name.length < 60 ? { gap: name } : {}),
    });
    if (!history.known) return unknown(history.why);
    const { set, changes } = history;
    if (set.value === null || this.#followed >= mostFollowed) return unknown("is not set here");
    this.#followed += 1;
    let value = toChanging(this.read(set.value));
    for (const change of changes)
      value = applyChange(value, change, this.#reading) ?? unknown(toChangeWords(change, this.#tree));
    this.#followed -= 1;
    return value;
  }

  #readItems(node: SyntaxNode): Literal[] {
    const items: Literal[] = [];
    for (let at = node.firstChild; at !== null; at = at.nextSibling) {
      const isSpread = at.name === "*" && at.nextSibling !== null;
      if (isSpread) at = at.nextSibling;
      if (at === null) break;
      if (/^[^\w⚠]+$|^(?:Comment|⚠)$/.test(at.name)) continue;
      const item = this.read(at);
      if (isSpread && item.kind === "list") items.push(...item.items);
      else items.push(item);
    }
    return items;
  }

  /** Fields of a dictionary, arguments of a call: those with names, and the others. */
  #readFields(node: SyntaxNode, sign: ":" | "AssignOp"): { named: Map<string, Literal>; items: Literal[] } {
    const named = new Map<string, Literal>();
    const items: Literal[] = [];
    for (let at = node.firstChild; at !== null; at = at.nextSibling) {
      if (at.name === "**" && at.nextSibling !== null) {
        at = at.nextSibling;
        spreadInto(named, this.read(at), this.#tree.textOf(at));
      } else if (at.nextSibling?.name === sign && at.nextSibling.nextSibling !== null) {
        const value = at.nextSibling.nextSibling;
        if (!notGiven.test(this.#tree.textOf(value)))
          named.set(sign === ":" ? this.#toKey(at) : this.#tree.textOf(at), this.read(value));
        at = value;
      } else if (sign === "AssignOp" && !/^[(),*⚠]$|^Comment$/.test(at.name)) items.push(this.read(at));
    }
    return { named, items };
  }

  #toKey(node: SyntaxNode): string {
    return toText(this.read(node)) ?? this.#tree.textOf(node).slice(0, 60);
  }

  #readOperation(node: SyntaxNode, line: number): Literal {
    const unknown: Literal = { kind: "unknown", line, what: "an expression" };
    const sign = node.getChild("ArithOp") ?? node.getChild("or");
    const operator = sign === null ? "" : this.#tree.textOf(sign);
    const sides = childrenOf(node).filter(({ name }) => name !== "ArithOp" && name !== "or");
    const [left, right] = sides.map(this.read);
    if (left === undefined) return unknown;
    if (right === undefined) {
      const value = left.kind === "primitive" ? left.value : null;
      return operator === "-" && typeof value === "number"
        ? { kind: "primitive", line, value: -value }
        : unknown;
    }
    if (operator === "%") return fillPercent(left, line) ?? unknown;
    if (operator === "or") return left.kind === "variable" ? { ...left, fallback: right } : unknown;
    if (operator !== "+") return unknown;
    if (left.kind === "list" && right.kind === "list")
      return { kind: "list", line, items: [...left.items, ...right.items] };
    if (asText(left) === null && asText(right) === null) return unknown;
    const texts = [left, right].map((side, index) => {
      const written = sides[index];
      return asText(side) ?? toGap(written === undefined ? "value" : this.#tree.textOf(written), line);
    });
    return joinTexts(texts, { line });
  }

  #readCall(node: SyntaxNode, line: number): Literal {
    const list = node.getChild("ArgList");
    const file = readFileCall(this.#tree.textOf(node), line);
    if (file !== null || list === null) return file ?? { kind: "unknown", line, what: "a call" };
    const { named, items } = this.#readFields(list, "AssignOp");
    const called = node.firstChild;
    const object = called?.name === "MemberExpression" ? called.firstChild : null;
    const method = called?.getChild("PropertyName") ?? null;
    if (object !== null && method !== null && /String|Name|Call|Parenthesized/.test(object.name)) {
      const made = callTextMethod(this.#tree.textOf(method), this.read(object), { items, named, line });
      if (made !== null) return made;
    }
    const path = this.toCalled(node);
    if (path === null) return { kind: "unknown", line, what: "a call" };
    const [first] = items;
    const made = callByName(path, { items, named, line });
    if (made !== null) return made;
    const [name = path] = path.split(/[.(]/);
    const on = this.#readBase(called);
    return {
      kind: "call",
      line,
      name,
      path,
      first: first ?? null,
      items,
      named,
      ...(on === null ? {} : { on }),
    };
  }

  /** The call at the beginning of `OpenAI(…).chat.completions.create`. */
  #readBase(called: SyntaxNode | null): Literal | null {
    let at = called;
    while (at?.name === "MemberExpression" || at?.name === "ParenthesizedExpression")
      at = at.name === "MemberExpression" ? at.firstChild : (childrenOf(at)[0] ?? null);
    return at?.name === "CallExpression" && at !== called ? this.read(at) : null;
  }

  /** `os.environ["X"]`, a field of a dictionary that is written out, and `config.model` where that is set. */
  #readMember(node: SyntaxNode, line: number): Literal {
    if (node.getChild("PropertyName") !== null) return this.#readName(node, line);
    const [object, key] = childrenOf(node);
    const name = key === undefined ? null : toText(this.read(key));
    if (object !== undefined && name !== null) {
      if (/^(?:os\.)?environ$/.test(this.#tree.toPath(object) ?? "")) return { kind: "variable", line, name };
      const inner = this.read(object);
      const field = inner.kind === "object" ? inner.fields.get(name) : undefined;
      if (field !== undefined) return field;
    }
    return { kind: "unknown", line, what: "a field of something that is not written out" };
  }
}

function toChangeWords(change: NameChange, tree: PythonTree): string {
  return `is changed on line ${tree.lineOf(change)}`;
}
