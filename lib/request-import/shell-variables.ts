import type { ShellToken, ShellWord } from "./shell-words";

type Known = Pick<ShellWord, "text" | "variables">;

/** The tokens with the values of variables that the text sets before: `MODEL=m`, `export MODEL=m`, PowerShell's `$model = "m"`. */
export function fillVariables(tokens: readonly ShellToken[]): ShellToken[] {
  const values = new Map<string, Known>();
  const filled: ShellToken[] = [];
  for (const token of tokens) {
    const next = token.kind === "word" ? fillWord(token, values) : token;
    filled.push(next);
    const set = toSetting(filled, token);
    if (set !== null) values.set(set.name, set.value);
  }
  return filled;
}

function fillWord<Word extends ShellWord>(word: Word, values: ReadonlyMap<string, Known>): Word {
  const known = word.variables.filter((name) => values.has(name));
  if (known.length === 0) return word;
  const text = word.text.replace(/\$([A-Za-z_]\w*)/g, (whole, name: string) =>
    known.includes(name) ? (values.get(name)?.text ?? whole) : whole,
  );
  const others = word.variables.flatMap((name) => values.get(name)?.variables ?? [name]);
  return { ...word, text, variables: others };
}

/** What the last word of a list sets; null when it sets nothing, or what only running a command would tell. */
function toSetting(filled: readonly ShellToken[], token: ShellToken): { name: string; value: Known } | null {
  const [target, equals, before, word] = [filled.at(-3), filled.at(-2), filled.at(-2), filled.at(-1)];
  if (token.kind !== "word" || word?.kind !== "word" || word.hasCommand) return null;
  const { variables } = word;
  const [, posix = "", text = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word.text) ?? [];
  const isFirst = before === undefined || before.kind === "sign" || isSetting(before);
  if (posix !== "" && isFirst) return { name: posix, value: { text, variables } };
  const isSet = equals?.kind === "word" && equals.text === "=" && target?.kind === "word";
  const [, name = ""] = (isSet ? /^\$([A-Za-z_]\w*)$/.exec(target.text) : null) ?? [];
  // Of @'…'@ the signs are left.
  const value = /^@\n(.*)\n@$/s.exec(word.text)?.[1] ?? word.text;
  return name === "" ? null : { name, value: { text: value, variables } };
}

const isSetting = (token: ShellToken) =>
  token.kind === "word" && /^(?:export|set|declare|local|readonly|[A-Za-z_]\w*=.*)$/s.test(token.text);
