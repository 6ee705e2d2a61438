import "server-only";
import { isRecord, type JsonRecord, parseJson, readNumber, readText } from "./read-json";

/** The most of a provider's own words that is kept, in characters. */
export const maxWords = 500;
/** Markup beyond this says nothing more, and searching it costs time. */
const maxMarkup = 16_384;

/** An error as a provider put it: its words, and the code, status or field it named. */
export type ProviderError = {
  words: string | null;
  code: string | null;
  status: number | null;
  /** The kind of error; it stands in for the code where there is none. */
  type: string | null;
  /** The field of the request that it is about, where the provider names one beside its words. */
  param: string | null;
};

/** The provider's error in a parsed body or chunk, in any of the forms seen; null when there is none. */
export function readProviderError(body: unknown): ProviderError | null {
  if (!isRecord(body)) return null;
  const error = body.error;
  if (isRecord(error)) {
    return {
      words: wordsOf(error) ?? (Object.keys(error).length > 0 ? JSON.stringify(error) : null),
      code: readText(error.code),
      type: readText(error.type),
      status: readErrorStatus(error.status, error.code, error.status_code),
      param: readText(error.param),
    };
  }
  const isError = typeof error === "string" ? error !== "" : error === true;
  if (isError || body.object === "error" || body.type === "error" || isBareError(body)) {
    return {
      words: typeof error === "string" && error !== "" ? error : wordsOf(body),
      code: readText(body.code),
      type: readText(body.type),
      status: readErrorStatus(body.status, body.code, body.status_code),
      param: readText(body.param),
    };
  }
  return null;
}

/** `{detail}`, `{message}`, `{errors}`: an error when nothing of an answer is beside it. */
function isBareError(body: JsonRecord): boolean {
  const hasAnswer = body.choices !== undefined || isRecord(body.message) || body.usage !== undefined;
  return !hasAnswer && wordsOf(body) !== null;
}

function wordsOf(error: JsonRecord): string | null {
  const message = firstWords(
    error.message,
    error.msg,
    error.detail,
    error.error,
    error.errors,
    error.title,
    error.error_description,
  );
  // A router hands on the words of the provider behind it beside its own empty ones.
  const behind = isRecord(error.metadata) ? firstWords(error.metadata.raw) : null;
  if (message !== null && behind !== null && !message.includes(behind)) return `${message}: ${behind}`;
  return message ?? behind;
}

function firstWords(...values: unknown[]): string | null {
  for (const value of values) {
    const words = toWords(value);
    if (words !== null) return words;
  }
  return null;
}

/** Text as it is, FastAPI's list as "body.messages: field required", nested objects by their own message. */
function toWords(value: unknown): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value.trim();
  if (Array.isArray(value)) {
    const words = value.map(toWords).filter((part) => part !== null);
    return words.length === 0 ? null : words.join("; ");
  }
  if (!isRecord(value)) return null;
  const message = firstWords(value.message, value.msg, value.detail, value.error);
  const location = Array.isArray(value.loc) ? value.loc.map(readText).join(".") : "";
  return message !== null && location !== "" ? `${location}: ${message}` : message;
}

function readErrorStatus(...values: unknown[]): number | null {
  const numbers = values.map(readNumber);
  return numbers.find((number) => number !== null && number >= 400 && number <= 599) ?? null;
}

/** The error in a body of any kind: JSON by its fields, a web page by what one would read on it, text as it is. */
export function readErrorBody(body: string): ProviderError {
  const parsed = parseJson(body);
  const list = Array.isArray(parsed) ? parsed[0] : parsed;
  return (
    readProviderError(list) ?? {
      words: toReadableWords(body),
      code: null,
      type: null,
      status: null,
      param: null,
    }
  );
}

/** What a person would read in `body`, whether it is a web page or plain text; null when nothing. */
export function toReadableWords(body: string): string | null {
  const words = isMarkup(body) ? markupToWords(body) : body;
  const single = words.replace(/\s+/g, " ").trim();
  return single === "" ? null : single;
}

/** True for a web page or other markup. */
export function isMarkup(body: string): boolean {
  return /^\s*</.test(body);
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  "#39": "'",
};

function markupToWords(markup: string): string {
  return markup
    .slice(0, maxMarkup)
    .replace(/<(script|style|svg|noscript|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, " ")
    .replace(/<!--[\s\S]*?(?:-->|$)/g, " ")
    .replace(/<[^>]*(?:>|$)/g, " ")
    .replace(/&(#?\w{1,8});/g, (given, name: string) => entities[name.toLowerCase()] ?? given);
}
