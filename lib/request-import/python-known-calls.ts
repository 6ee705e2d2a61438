import { toFileMark } from "@/lib/attachments/file-mark";
import { type Literal, toText } from "@/lib/mastra/literal";
import { readPythonString } from "./python-string";
import { dedent } from "./python-texts";

/** What calls of well-known names return; null for others. */
export function callByName(
  path: string,
  { items, named, line }: { items: Literal[]; named: Map<string, Literal>; line: number },
): Literal | null {
  const [first, fallback] = items;
  const variable = toText(first);
  if (/^(?:os\.)?(?:getenv|environ\.get)$/.test(path) && variable !== null)
    return { kind: "variable", line, name: variable, ...(fallback === undefined ? {} : { fallback }) };
  if (/^(?:textwrap\.)?dedent$/.test(path)) return dedent(first ?? null, false);
  if (/^(?:inspect\.)?cleandoc$/.test(path)) return dedent(first ?? null, true);
  const isTyped = path === "dict" || /(?:^|\.)ChatCompletion\w*Param$/.test(path);
  return isTyped && items.length === 0 ? { kind: "object", line, fields: named } : null;
}

/** Longer calls are no reading of a file. */
const longestFileCall = 2_000;

/** `base64.b64encode(open("x", "rb").read()).decode()`: a file's content, for which its mark stands; null for other calls. */
export function readFileCall(call: string, line: number): Literal | null {
  if (call.length > longestFileCall) return null;
  const [, quoted] =
    /^base64\.b64encode\(\s*open\(\s*(("|').*?\2)\s*,.*\)\.decode\([^)]*\)$/s.exec(call) ?? [];
  const name = quoted === undefined ? null : readPythonString(quoted);
  return name === null ? null : { kind: "primitive", line, value: toFileMark(name) };
}
