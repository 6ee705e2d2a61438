import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from "yaml";
import { importError } from "@/lib/import-error";
import { readTags } from "./pyyaml-tags";

const mostAliases = 50;

/** Own words: those of the parser may quote the text, which may hold a key. */
const words: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "YAML does not allow tabs for indentation; use spaces.",
  BAD_INDENT: "The indentation does not fit, or a bracket is not closed.",
  MULTIPLE_DOCS: "There is more than one YAML document; paste one.",
  RESOURCE_EXHAUSTION: "This is nested too deeply.",
  MISSING_CHAR: "A character is missing: a quote, a bracket or a colon.",
  TAG_RESOLVE_FAILED: "A tag is not allowed here; only plain values are.",
};

/**
 * What a YAML text means to Python's safe loader. Own tags are refused, aliases are bounded.
 * @throws AppError with the line of what is wrong
 */
export function readYamlText(text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    customTags: (tags) => [...tags, ...readTags],
    merge: true,
    // It compares every key with every other; the one below takes each key once.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: "error",
  });
  const lineOf = (position: number) => ({ line: lines.linePos(position).line });
  const [error] = document.errors;
  if (error !== undefined) {
    throw importError(words[error.code] ?? "This is not valid YAML.", lineOf(error.pos[0]));
  }
  const [warning] = document.warnings;
  if (warning !== undefined) throw importError(words.TAG_RESOLVE_FAILED ?? "", lineOf(warning.pos[0]));
  const repeated = findRepeatedKey(document);
  if (repeated !== null) throw importError("A key appears twice.", lineOf(repeated));
  return toValue(document);
}

function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch {
    // What can fail here are aliases only.
    throw importError("An alias in this YAML has no anchor, or its aliases repeat too much.");
  }
}

/** Where a map has a key for the second time; null when none has. Aliases are not followed. */
function findRepeatedKey(document: Document.Parsed): number | null {
  const open: unknown[] = [document.contents];
  while (open.length > 0) {
    const node = open.pop();
    if (isSeq(node)) open.push(...node.items);
    if (isPair(node)) open.push(node.value);
    if (!isMap(node)) continue;
    const keys = new Set<unknown>();
    for (const pair of node.items) {
      const { key } = pair;
      const name = isScalar(key) ? String(key.value) : key;
      if (keys.has(name)) return isScalar(key) || isAlias(key) ? (key.range?.[0] ?? 0) : 0;
      keys.add(name);
      open.push(pair);
    }
  }
  return null;
}
