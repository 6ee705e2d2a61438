/**
 * Whether an answer has the format that was asked for. `path` is the first that does not fit, such as `$.items[0].city`;
 * lines and columns count from 1.
 */
export type StructuredResult =
  | { outcome: "valid"; isFenced?: true }
  | { outcome: "invalid"; path: string; message: string; isFenced?: true }
  | { outcome: "not-json"; line: number; column: number; expected: string }
  /** The answer ended before it was whole: at the token limit, stopped, or broken off. */
  | { outcome: "cut" }
  /** Nothing was said: only tools were called, or the model refused. */
  | { outcome: "absent" }
  | { outcome: "unchecked"; reason: string };
