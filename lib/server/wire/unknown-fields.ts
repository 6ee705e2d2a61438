import "server-only";
import { isRecord, type JsonRecord } from "./read-json";

/** What is read and written anew; every other field of a chunk passes as it came. */
const writtenAnew = {
  chunk: new Set(["id", "object", "created", "model", "choices", "usage", "error", "message", "done"]),
  choice: new Set(["index", "delta", "message", "finish_reason", "text", "usage", "error"]),
  call: new Set(["index", "id", "type", "function", "custom", "extra_content"]),
  message: new Set(["role", "content", "reasoning_content", "refusal", "tool_calls", "function_call"]),
};

/** The fields of `record` that are not written anew and say something. */
export function pickUnknown(record: unknown, kind: keyof typeof writtenAnew): JsonRecord {
  if (!isRecord(record)) return {};
  const known = writtenAnew[kind];
  return Object.fromEntries(
    Object.entries(record).filter(([name, value]) => value !== null && !known.has(name)),
  );
}

/** Later fields win; lists of token probabilities are joined. */
export function joinUnknown(before: JsonRecord, after: JsonRecord): JsonRecord {
  const joined = { ...before, ...after };
  if (isRecord(before.logprobs) && isRecord(after.logprobs)) {
    joined.logprobs = joinLists(before.logprobs, after.logprobs);
  }
  return joined;
}

function joinLists(before: JsonRecord, after: JsonRecord): JsonRecord {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [first, second] = [before[name], after[name]];
      if (Array.isArray(first) && Array.isArray(second)) return [name, [...first, ...second]];
      return [name, second ?? first];
    }),
  );
}
