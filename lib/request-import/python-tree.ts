import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import { toFileMark } from "@/lib/attachments/file-mark";
import { type Literal, toText } from "@/lib/mastra/literal";
import { readPythonString } from "./python-string";

/** A Python program, read and never run. */
export class PythonProgram {
  readonly #text: string;
  readonly #root: SyntaxNode;
  readonly #constants = new Map<string, SyntaxNode | null>();
  readonly #lines: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    this.#root = parser.parse(text).topNode;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#lines.push(at + 1);
    for (const node of this.#walk("AssignStatement")) this.#noteConstant(node);
  }

  /** The line, from 1, of the first place where this is no Python; null when there is none. */
  get faultLine(): number | null {
    const [fault] = this.#walk("⚠");
    return fault === undefined ? null : this.#lineOf(fault);
  }

  /** The line of the first fault within a call of one of these names, where something may have been lost; null when there is none. */
  findFaultIn(pattern: RegExp): number | null {
    const isWithin = (node: SyntaxNode) => {
      for (let at = node.parent; at !== null; at = at.parent)
        if (at.name === "CallExpression" && pattern.test(this.#toPath(at.firstChild) ?? "")) return true;
      return false;
    };
    const fault = [...this.#walk("⚠")].find(isWithin);
    return fault === undefined ? null : this.#lineOf(fault);
  }

  /** The calls of what ends with one of these names, in the order of the text. */
  findCalls(pattern: RegExp): Extract<Literal, { kind: "call" }>[] {
    return [...this.#walk("CallExpression")]
      .filter((node) => pattern.test(this.#toPath(node.firstChild) ?? ""))
      .map((node) => this.read(node))
      .filter((literal) => literal.kind === "call");
  }

  /** What was last given to `openai.api_base` and the like; undefined when nothing was. */
  findAssigned(path: string): Literal | undefined {
    const found = [...this.#walk("AssignStatement")].findLast(
      (node) => this.#toPath(node.firstChild) === path,
    );
    const value = found?.lastChild;
    return value === null || value === undefined ? undefined : this.read(value);
  }

  read(node: SyntaxNode, followed = 0): Literal {
    const line = this.#lineOf(node);
    const read = (inner: SyntaxNode) => this.read(inner, followed);
    switch (node.name) {
      case "String":
      case "FormatString":
      case "ContinuedString":
        return this.#readTexts(node, line);
      case "Number":
        return { kind: "primitive", line, value: Number(this.#textOf(node).replaceAll("_", "")) };
      case "Boolean":
        return { kind: "primitive", line, value: this.#textOf(node) === "True" };
      case "None":
        return { kind: "primitive", line, value: null };
      case "ArrayExpression":
      case "TupleExpression":
        return { kind: "list", line, items: children(node).map(read) };
      case "DictionaryExpression":
        return this.#readDictionary(node, read);
      case "ParenthesizedExpression":
      case "AwaitExpression": {
        const [inner] = children(node);
        return inner === undefined ? { kind: "unknown", line, what: "nothing" } : read(inner);
      }
      case "UnaryExpression":
      case "BinaryExpression":
        return this.#readOperation(node, read);
      case "CallExpression":
        return this.#readCall(node, read);
      case "MemberExpression":
        return this.#readMember(node, read);
      case "VariableName":
        return this.#readName(node, followed);
      default:
        return { kind: "unknown", line, what: "an expression" };
    }
  }

  *#walk(name: string): Generator<SyntaxNode> {
    const cursor = this.#root.cursor();
    do if (cursor.name === name) yield cursor.node;
    while (cursor.next());
  }

  #textOf({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }

  #lineOf({ from }: SyntaxNode): number {
    return this.#lines.findLastIndex((start) => start <= from) + 1;
  }

  /** `name = value` alone; a name that is given twice could be either. */
  #noteConstant(node: SyntaxNode): void {
    const [name, value, other] = children(node).filter(({ name: type }) => type !== "TypeDef");
    if (name?.name !== "VariableName" || value === undefined || other !== undefined) return;
    const text = this.#textOf(name);
    this.#constants.set(text, this.#constants.has(text) ? null : value);
  }

  #readName(node: SyntaxNode, followed: number): Literal {
    const name = this.#textOf(node);
    const value = this.#constants.get(name);
    const line = this.#lineOf(node);
    if (value !== undefined && value !== null && followed < 12) return this.read(value, followed + 1);
    const what = value === null ? "is set more than once" : "is not set here";
    return { kind: "unknown", line, what: `the name ${name.slice(0, 60)}, which ${what}` };
  }

  #readTexts(node: SyntaxNode, line: number): Literal {
    const pieces = node.name === "ContinuedString" ? children(node) : [node];
    const texts = pieces.map((piece) => readPythonString(this.#textOf(piece)));
    return texts.every((text) => text !== null)
      ? { kind: "primitive", line, value: texts.join("") }
      : { kind: "unknown", line, what: "a text with an expression in it" };
  }

  #readDictionary(node: SyntaxNode, read: (inner: SyntaxNode) => Literal): Literal {
    const fields = new Map<string, Literal>();
    const line = this.#lineOf(node);
    for (let at = node.firstChild; at !== null; at = at.nextSibling) {
      if (at.name === "**" && at.nextSibling !== null) {
        at = at.nextSibling;
        this.#spread(fields, read(at), at);
      } else if (at.nextSibling?.name === ":" && at.nextSibling.nextSibling !== null) {
        const key = toText(read(at));
        const value = at.nextSibling.nextSibling;
        fields.set(key ?? this.#textOf(at).slice(0, 60), read(value));
        at = value;
      }
    }
    return { kind: "object", line, fields };
  }

  #spread(fields: Map<string, Literal>, spread: Literal, at: SyntaxNode): void {
    if (spread.kind === "object") for (const [name, field] of spread.fields) fields.set(name, field);
    else
      fields.set(`**${this.#textOf(at).slice(0, 60)}`, {
        kind: "unknown",
        line: spread.line,
        what: "not written out",
      });
  }

  #readOperation(node: SyntaxNode, read: (inner: SyntaxNode) => Literal): Literal {
    const line = this.#lineOf(node);
    const sign = node.getChild("ArithOp");
    const operator = sign === null ? "" : this.#textOf(sign);
    const [left, right] = children(node)
      .filter(({ name }) => name !== "ArithOp")
      .map(read);
    const unknown: Literal = { kind: "unknown", line, what: "an expression" };
    if (right === undefined) {
      const value = left?.kind === "primitive" ? left.value : null;
      return operator === "-" && typeof value === "number"
        ? { kind: "primitive", line, value: -value }
        : unknown;
    }
    const [first, second] = [toText(left), toText(right)];
    return operator === "+" && first !== null && second !== null
      ? { kind: "primitive", line, value: first + second }
      : unknown;
  }

  #readCall(node: SyntaxNode, read: (inner: SyntaxNode) => Literal): Literal {
    const line = this.#lineOf(node);
    const path = this.#toPath(node.firstChild);
    const list = node.getChild("ArgList");
    if (path === null || list === null)
      return this.#readFile(node) ?? { kind: "unknown", line, what: "a call" };
    const items: Literal[] = [];
    const named = new Map<string, Literal>();
    for (let at = list.firstChild; at !== null; at = at.nextSibling) {
      if (at.name === "**" && at.nextSibling !== null) {
        at = at.nextSibling;
        this.#spread(named, read(at), at);
      } else if (at.nextSibling?.name === "AssignOp" && at.nextSibling.nextSibling !== null) {
        const value = at.nextSibling.nextSibling;
        named.set(this.#textOf(at), read(value));
        at = value;
      } else if (!/^[(),*⚠]$|^Comment$/.test(at.name)) items.push(read(at));
    }
    const [first] = items;
    const variable = toText(first);
    if (/^(?:os\.)?(?:getenv|environ\.get)$/.test(path) && variable !== null)
      return { kind: "variable", line, name: variable };
    if (path === "dict" && items.length === 0) return { kind: "object", line, fields: named };
    const [name = path] = path.split(".");
    return { kind: "call", line, name, path, first: first ?? null, items, named };
  }

  /** `base64.b64encode(open("x", "rb").read()).decode()`: a file's content, for which its mark stands. */
  #readFile(node: SyntaxNode): Literal | null {
    const text = this.#textOf(node);
    const [, quoted] =
      /^base64\.b64encode\(\s*open\(\s*(("|').*?\2)\s*,.*\)\.decode\([^)]*\)$/s.exec(text) ?? [];
    const name = quoted === undefined ? null : readPythonString(quoted);
    return name === null ? null : { kind: "primitive", line: this.#lineOf(node), value: toFileMark(name) };
  }

  /** `os.environ["X"]`, and a field of a dictionary that is written out. */
  #readMember(node: SyntaxNode, read: (inner: SyntaxNode) => Literal): Literal {
    const line = this.#lineOf(node);
    const [object, key] = children(node);
    const name = key === undefined ? null : toText(read(key));
    if (object !== undefined && name !== null) {
      if (/^(?:os\.)?environ$/.test(this.#toPath(object) ?? "")) return { kind: "variable", line, name };
      const inner = read(object);
      const field = inner.kind === "object" ? inner.fields.get(name) : undefined;
      if (field !== undefined) return field;
    }
    return { kind: "unknown", line, what: "a field of something that is not written out" };
  }

  /** `client.chat.completions.create`; null for anything but names and points. */
  #toPath(node: SyntaxNode | null): string | null {
    if (node === null) return null;
    const text = this.#textOf(node).replaceAll(/\s+/g, "");
    return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(text) ? text : null;
  }
}

/** The nodes that mean something: no brackets, commas, operators or comments. */
function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let at = node.firstChild; at !== null; at = at.nextSibling)
    if (!/^[^\w⚠]+$|^(?:Comment|AssignOp|await|⚠)$/.test(at.name)) found.push(at);
  return found;
}
