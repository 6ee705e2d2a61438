import type { Constants } from "@/lib/mastra/find-constants";
import { readPath, unwrap } from "@/lib/mastra/read-literal";
import { childOf, childrenOf, type SyntaxNode, textOf, walk } from "@/lib/mastra/syntax-node";

const guards =
  /^(?:IfStatement|ConditionalExpression|SwitchStatement|For\w*Statement|WhileStatement|DoWhileStatement|TryStatement|\w*Function\w*|\w*Method)$/;

type Change = { node: SyntaxNode; name: string; added: SyntaxNode[] } | SetChange;
type SetChange = { node: SyntaxNode; name: string; value: SyntaxNode };

/** More changes of constants are no program that asks something: what they make of them is not read. */
const mostChanges = 500;

/** What a program does to its constants and variables after they are declared: `messages.push(…)`, `model = …`. */
export class ScriptChanges {
  readonly #changes: Change[];
  readonly #guards: SyntaxNode[];

  constructor(nodes: readonly SyntaxNode[]) {
    this.#changes = nodes.flatMap(toChange);
    this.#guards = this.#changes.length === 0 ? [] : nodes.filter(({ type }) => guards.test(type));
  }

  /** The constants as they are where `use` begins; what only the running program knows of them is no expression that can be read. */
  applyBefore(use: SyntaxNode, constants: Constants): Constants {
    const before = this.#changes.filter(({ node, name }) => node.end <= use.start && constants.has(name));
    if (before.length === 0) return constants;
    const changed = new Map(constants);
    if (before.length > mostChanges) {
      for (const { name, node } of before) changed.set(name, toUnread(node));
      return changed;
    }
    for (const change of before) {
      const known = changed.get(change.name);
      if (known !== undefined) changed.set(change.name, this.#apply(change, known, use));
    }
    return changed;
  }

  #apply(change: Change, known: SyntaxNode, use: SyntaxNode): SyntaxNode {
    const isCertain = this.#guards.every(
      ({ start, end }) =>
        !(start <= change.node.start && change.node.end <= end) || (start <= use.start && use.end <= end),
    );
    const unread = toUnread(change.node);
    if ("value" in change) return isCertain && !names(change.value, change.name) ? change.value : unread;
    const list = unwrap(known);
    if (list.type !== "ArrayExpression") return known;
    const added = isCertain ? change.added : [unread];
    const elements = [...childrenOf(list, "elements"), ...added].map(toFields);
    return { ...list, fields: { ...list.fields, elements } };
  }
}

function toChange(node: SyntaxNode): Change[] {
  if (node.type === "AssignmentExpression") {
    const [name, value] = [textOf(childOf(node, "left"), "name"), childOf(node, "right")];
    if (name === null || value === null) return [];
    return [{ node, name, value: node.fields.operator === "=" ? value : toUnread(node) }];
  }
  const callee = node.type === "CallExpression" ? childOf(node, "callee") : null;
  const [, name] = /^(\w+)\.push$/.exec(callee === null ? "" : (readPath(callee) ?? "")) ?? [];
  return name === undefined ? [] : [{ node, name, added: childrenOf(node, "arguments") }];
}

const names = (value: SyntaxNode, name: string) =>
  [...walk(value)].some((node) => node.type === "Identifier" && textOf(node, "name") === name);

const toUnread = ({ start, end, line }: SyntaxNode): SyntaxNode => ({
  type: "Unread",
  start,
  end,
  line,
  fields: { type: "Unread", start, end, loc: { start: { line } } },
});

/** As the parser gives it: a node's fields hold its type and place too. */
const toFields = ({ fields }: SyntaxNode) => fields;
