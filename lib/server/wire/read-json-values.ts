import "server-only";
import { closeJson } from "./close-json";

export type JsonValueReader = {
  feed: (text: string) => void;
  /** The body is over: gives what has not come to its end, closed where that is possible. */
  end: () => void;
  /** The first value was cut off; what came of it was given. */
  wasCut: () => boolean;
};

export type JsonValueOptions = {
  /** A line may have this many characters once it is clear that every line is a value, a document this many. */
  maxLength: { line: number; document: number };
  onValue: (text: string) => void;
  onTooLarge: () => void;
  onShape: (shape: "lines" | "document") => void;
};

const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;

/**
 * Splits a body into its JSON objects and lists, each given as soon as its last bracket has come, whether the body is one
 * document or has a value in every line. The first one tells: when it fits in a line, every line is one, and whatever is
 * unfinished at a line's end is given as it is: the lines after it can still be read.
 */
export function createJsonValueReader(options: JsonValueOptions): JsonValueReader {
  const { maxLength, onValue, onTooLarge, onShape } = options;
  let shape: "unknown" | "lines" | "document" = "unknown";
  let pending: string[] = [];
  let length = 0;
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  let hasValue = false;
  let wasCut = false;

  const decideShape = (next: "lines" | "document") => {
    if (shape !== "unknown") return;
    shape = next;
    onShape(next);
  };

  const takePending = () => {
    const text = pending.join("");
    pending = [];
    length = 0;
    depth = 0;
    isText = false;
    isEscaped = false;
    return text;
  };

  const hold = (text: string) => {
    if (text === "") return;
    pending.push(text);
    length += text.length;
    if (length <= (shape === "lines" ? maxLength.line : maxLength.document)) return;
    takePending();
    onTooLarge();
  };

  const give = (text: string) => {
    if (text.trim() === "") return;
    hasValue = true;
    onValue(text);
  };

  /** True when the value, or the line, is over with this character. */
  const isLast = (code: number): boolean => {
    if (code === lineFeed) {
      // No text of JSON holds a bare line feed: what is open in one will not be closed in the next line.
      if (isText || shape === "lines" || depth === 0) return true;
      decideShape("document");
    } else if (isText) {
      if (isEscaped) isEscaped = false;
      else if (code === backslash) isEscaped = true;
      else if (code === quote) isText = false;
    } else if (code === quote) isText = depth > 0;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) return --depth <= 0;
    return false;
  };

  const feed = (text: string) => {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      if (!isLast(text.charCodeAt(at))) continue;
      hold(text.slice(start, at + 1));
      start = at + 1;
      give(takePending());
      decideShape("lines");
    }
    hold(text.slice(start));
  };

  const end = () => {
    const rest = takePending();
    // The last character may be a replacement for one whose bytes were cut apart.
    const closed = hasValue ? undefined : closeJson(rest.trim().replace(/\uFFFD$/, ""));
    wasCut = closed !== undefined;
    give(closed ?? rest);
  };

  return { feed, end, wasCut: () => wasCut };
}
