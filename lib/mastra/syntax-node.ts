import { type ParserOptions, parse, parseExpression } from "@babel/parser";
import { importError } from "@/lib/import-error";

/** A node of a syntax tree. Its fields are read by name and checked where they are read. */
export type SyntaxNode = { type: string; start: number; end: number; line: number; fields: Fields };

type Fields = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Fields & { type: string } {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** One field of a node as a node; null when it holds none. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode | null {
  const value = node.fields[field];
  return isNode(value) ? toNode(value) : null;
}

export function childrenOf(node: SyntaxNode, field: string): SyntaxNode[] {
  const value = node.fields[field];
  return Array.isArray(value) ? value.filter(isNode).map(toNode) : [];
}

export function textOf(node: SyntaxNode | null, field: string): string | null {
  const value = node?.fields[field];
  return typeof value === "string" ? value : null;
}

/** The node and everything below it, from top to bottom of the source. */
export function* walk(from: SyntaxNode): Generator<SyntaxNode> {
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    const below = Object.values(node.fields).flat().filter(isNode).map(toNode);
    open.push(...below.toSorted((a, b) => b.start - a.start));
  }
}

function toNode(fields: Fields & { type: string }): SyntaxNode {
  const { type, start, end, loc } = fields as Fields & { type: string; loc?: { start?: { line?: unknown } } };
  const line = loc?.start?.line;
  return {
    type,
    start: typeof start === "number" ? start : 0,
    end: typeof end === "number" ? end : 0,
    line: typeof line === "number" ? line : 1,
    fields,
  };
}

const options: ParserOptions = {
  sourceType: "module",
  plugins: ["typescript"],
  errorRecovery: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
};

/** The tree of a module; it is read, never run. @throws AppError with the line of a syntax error */
export function parseModule(code: string): SyntaxNode {
  return parseWith(() => parse(code, options));
}

/** The tree of one expression. @throws AppError with the line of a syntax error */
export function parseOneExpression(code: string): SyntaxNode {
  return parseWith(() => parseExpression(code, options));
}

function parseWith(read: () => unknown): SyntaxNode {
  try {
    const tree = read();
    if (isNode(tree)) return toNode(tree);
  } catch (error) {
    if (error instanceof RangeError) throw importError("This is nested too deeply.");
    // The parser's own words may quote the text, which may hold a key.
    const line = readLine(error);
    throw importError("This is not valid JavaScript or TypeScript.", line === null ? {} : { line });
  }
  throw importError("This is not valid JavaScript or TypeScript.");
}

function readLine(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("loc" in error)) return null;
  const { loc } = error;
  const line = typeof loc === "object" && loc !== null && "line" in loc ? loc.line : null;
  return typeof line === "number" ? line : null;
}
