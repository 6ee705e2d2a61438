import type { ScalarTag } from "yaml";
import { toPythonString } from "./python-literal";

const nullTag: ScalarTag = {
  tag: "tag:yaml.org,2002:null",
  default: true,
  identify: (value) => value === null || value === undefined,
  test: /^(?:~|null|Null|NULL)?$/,
  resolve: () => null,
  stringify: () => "null",
};

const booleanTag: ScalarTag = {
  tag: "tag:yaml.org,2002:bool",
  default: true,
  identify: (value) => typeof value === "boolean",
  test: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  resolve: (text) => /^(?:y|t|on)/i.test(text),
  stringify: ({ value }) => String(value),
};

const integerTag: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)$/,
  resolve: readInteger,
};

const floatTag: ScalarTag = {
  tag: "tag:yaml.org,2002:float",
  default: true,
  identify: (value) => typeof value === "number",
  test: /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$/,
  resolve: (text) => Number(text.replaceAll("_", "").replace(/\.inf/i, "Infinity")),
  // Python reads `1e-7` as text: it wants the point.
  stringify: ({ value }) => String(value).replace(/^(-?\d+)e/, "$1.0e"),
};

/** Dates, times and `=` are no texts in Python: as texts they need quotes. */
const pythonOnlyTag: ScalarTag = {
  tag: "tag:yaml.org,2002:timestamp",
  default: true,
  test: /^(?:\d{4}-\d\d?-\d\d?.*|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|=|<<)$/,
  resolve: (text) => text,
};

/** Letters that end a line in Python's YAML, or that it refuses: they are written as escapes. */
const oddLetter = /(?!\n)\p{Cc}|\p{Cs}|[\u2028\u2029\ufeff\ufffe\uffff]/u;

const escapedTag: ScalarTag = {
  tag: "tag:yaml.org,2002:str",
  default: true,
  identify: (value) => typeof value === "string" && oddLetter.test(value),
  resolve: (text) => text,
  stringify: ({ value }) => toPythonString(String(value)),
};

function readInteger(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[-+]/, "").replaceAll("_", "");
  return sign * Number(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
}

/** How Python's YAML, which Haystack uses, understands plain words: `yes` is true, `n` and `1e5` are texts. */
export const readTags = [nullTag, booleanTag, integerTag, floatTag];

/** The same, with what must be quoted so that Python reads the text that was meant. */
export const writeTags = [escapedTag, ...readTags, pythonOnlyTag];
