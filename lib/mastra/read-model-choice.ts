import { type Constants, findConstants } from "./find-constants";
import type { Literal } from "./literal";
import { type ContextRule, readContextRule } from "./read-context-rule";
import { readLiteral, unwrap } from "./read-literal";
import { childOf, childrenOf, type SyntaxNode, textOf } from "./syntax-node";

/** A model that a function may choose. */
export type ChosenModel = {
  literal: Literal;
  /** The source of what must hold; null for the default. */
  condition: string | null;
  rule: ContextRule | null;
};

const mostChoices = 50;
const longestCondition = 300;

/** What is known on the way through the function: the source, its constants and what was found. */
type Reading = { code: string; constants: Constants; found: ChosenModel[] };

/** What the function of a dynamic model may return, the default first. It is read, never run. */
export function readModelChoice(node: SyntaxNode, code: string, outer: Constants): ChosenModel[] {
  const found: ChosenModel[] = [];
  const reading = { code, constants: new Map([...outer, ...findConstants(node)]), found };
  const body = childOf(node, "body");
  if (body?.type === "BlockStatement") readStatement(reading, body, []);
  else if (body !== null) readExpression(reading, body, []);
  const isDefault = ({ condition }: ChosenModel) => condition === null;
  return [...found.filter(isDefault), ...found.filter((chosen) => !isDefault(chosen))];
}

function readStatement(reading: Reading, statement: SyntaxNode, tests: SyntaxNode[]): void {
  if (statement.type === "ReturnStatement") {
    const argument = childOf(statement, "argument");
    if (argument !== null) readExpression(reading, argument, tests);
  } else if (statement.type === "BlockStatement") {
    for (const inner of childrenOf(statement, "body")) readStatement(reading, inner, tests);
  } else if (statement.type === "IfStatement") {
    readBranches({ reading, node: statement, tests, read: readStatement });
  } else if (statement.type === "SwitchStatement") {
    for (const each of childrenOf(statement, "cases")) {
      const test = childOf(each, "test");
      const inside = test === null ? tests : [...tests, test];
      for (const inner of childrenOf(each, "consequent")) readStatement(reading, inner, inside);
    }
  }
}

function readExpression(reading: Reading, wrapped: SyntaxNode, tests: SyntaxNode[]): void {
  const expression = unwrap(wrapped);
  if (expression.type === "ConditionalExpression") {
    readBranches({ reading, node: expression, tests, read: readExpression });
    return;
  }
  const { code, constants, found } = reading;
  if (found.length >= mostChoices) return;
  const [only] = tests;
  const sources = tests.map((test) => code.slice(test.start, test.end).replaceAll(/\s+/g, " "));
  found.push({
    literal: readLiteral(expression, constants),
    condition: tests.length === 0 ? null : sources.join(" && ").slice(0, longestCondition),
    rule: only === undefined || tests.length > 1 ? null : readContextRule(only, constants),
  });
}

type Branches = {
  reading: Reading;
  node: SyntaxNode;
  tests: SyntaxNode[];
  read: (reading: Reading, node: SyntaxNode, tests: SyntaxNode[]) => void;
};

/** Of `if` and `? :` both ways; a test that is a name is shown as what the name stands for. */
function readBranches({ reading, node, tests, read }: Branches): void {
  const test = childOf(node, "test");
  if (test === null) return;
  const name = textOf(unwrap(test), "name");
  const shown = (name === null ? undefined : reading.constants.get(name)) ?? test;
  const [consequent, alternate] = [childOf(node, "consequent"), childOf(node, "alternate")];
  if (consequent !== null) read(reading, consequent, [...tests, shown]);
  if (alternate !== null) read(reading, alternate, tests);
}
