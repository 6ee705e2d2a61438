/** `^` binds to the right and before a sign: -2^2 is -4. */
const precedence: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 4 };
const signPrecedence = 3;

const functions: Readonly<Record<string, (...values: number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  cos: Math.cos,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log: Math.log10,
  log10: Math.log10,
  log2: Math.log2,
  max: Math.max,
  min: Math.min,
  pow: Math.pow,
  round: Math.round,
  sin: Math.sin,
  sqrt: Math.sqrt,
  tan: Math.tan,
};
const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

const maxCharacters = 2_000;
const maxDepth = 100;
const token =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([a-zA-Z][a-zA-Z0-9]*)|(\*\*|[-+*/%^(),]))/y;

/**
 * The value of an arithmetic expression: + - * / % ^, brackets, `pi`, `e` and common functions.
 * @throws Error naming the place that cannot be read, or that the result is no number
 */
export function calculate(expression: string): number {
  if (expression.length > maxCharacters) throw new Error("The expression is longer than 2,000 characters.");
  const value = new Reader(
    expression.replaceAll("×", "*").replaceAll("÷", "/").replaceAll("−", "-"),
  ).readAll();
  if (!Number.isFinite(value)) throw new Error("The result is not a finite number.");
  return value;
}

type Token = { text: string; kind: "number" | "name" | "sign" | "end"; at: number };

/** Reads by precedence, a token ahead. */
class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #next: Token;

  constructor(text: string) {
    this.#text = text;
    this.#next = this.#read();
  }

  readAll(): number {
    const value = this.#readExpression(0);
    if (this.#next.kind !== "end") throw this.#unexpected();
    return value;
  }

  #read(): Token {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text);
    if (found === null) {
      const rest = this.#text.slice(this.#at);
      const at = this.#at + (rest.length - rest.trimStart().length);
      if (rest.trim() === "") return { text: "", kind: "end", at };
      throw new Error(`"${rest.trim()[0]}" at position ${at + 1} cannot be read.`);
    }
    const [whole, number, name, sign] = found;
    this.#at = token.lastIndex;
    const text = number ?? name ?? (sign === "**" ? "^" : (sign ?? ""));
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : "sign";
    return { text, kind, at: this.#at - whole.trimStart().length };
  }

  #take(): Token {
    const taken = this.#next;
    this.#next = this.#read();
    return taken;
  }

  #readExpression(least: number): number {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new Error("The expression is nested too deeply.");
    let value = this.#readOperand();
    for (;;) {
      const binding = this.#next.kind === "sign" ? precedence[this.#next.text] : undefined;
      if (binding === undefined || binding < least) break;
      const operator = this.#take().text;
      const right = this.#readExpression(operator === "^" ? binding : binding + 1);
      value = apply(operator, value, right);
    }
    this.#depth -= 1;
    return value;
  }

  #readOperand(): number {
    const { text, kind } = this.#next;
    if (kind === "number") return Number(this.#take().text);
    if (kind === "name") return this.#readName();
    if (text === "-" || text === "+") {
      this.#take();
      const value = this.#readExpression(signPrecedence);
      return text === "-" ? -value : value;
    }
    if (text !== "(") throw this.#unexpected();
    this.#take();
    const value = this.#readExpression(0);
    this.#expect(")");
    return value;
  }

  #readName(): number {
    const { text, at } = this.#take();
    const name = text.toLowerCase();
    if (!this.#isNext("(")) {
      if (Object.hasOwn(constants, name)) return constants[name] ?? Number.NaN;
      throw new Error(
        `"${text}" at position ${at + 1} is not known. Known: ${Object.keys(constants).join(", ")}.`,
      );
    }
    if (!Object.hasOwn(functions, name)) {
      throw new Error(`There is no function "${text}". There are: ${Object.keys(functions).join(", ")}.`);
    }
    this.#take();
    const values = [this.#readExpression(0)];
    while (this.#isNext(",")) {
      this.#take();
      values.push(this.#readExpression(0));
    }
    this.#expect(")");
    return functions[name]?.(...values) ?? Number.NaN;
  }

  #expect(sign: string): void {
    if (!this.#isNext(sign)) throw this.#unexpected(`"${sign}"`);
    this.#take();
  }

  #isNext(sign: string): boolean {
    return this.#next.text === sign;
  }

  #unexpected(expected = "a number"): Error {
    const { kind, text, at } = this.#next;
    const found = kind === "end" ? "the expression ends" : `"${text}" stands at position ${at + 1}`;
    return new Error(`Expected ${expected}, but ${found}.`);
  }
}

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    default:
      return left ** right;
  }
}
