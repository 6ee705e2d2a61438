import { toChildPath } from "@/lib/json-schema/json-path";
import type { JsonValue } from "@/lib/json-value";
import { readJsonAnswer } from "@/lib/runs/read-json-answer";

/** What one answer has in a field. */
export type FieldValue = {
  /** As JSON; null where the answer lacks the field. */
  json: string | null;
  /** Most of the answers have something else there, or no two have the same. */
  isOdd: boolean;
};

/** One field of answers that are JSON, with a value for each of them. */
export type ComparedField = { path: string; values: FieldValue[] };

/**
 * Answers that are JSON, field by field: every value that is no object or list, and empty ones, in the order in which they
 * are first met. An answer that is no JSON has no fields.
 */
export function compareFields(texts: readonly string[]): ComparedField[] {
  const answers = texts.map((text) => {
    const answer = readJsonAnswer(text);
    return answer === null ? new Map<string, string>() : toFields(answer.value);
  });
  const paths = new Set(answers.flatMap((fields) => [...fields.keys()]));
  return [...paths].map((path) => {
    const values = answers.map((fields) => fields.get(path) ?? null);
    const usual = findUsual(values);
    return { path, values: values.map((json) => ({ json, isOdd: usual === undefined || json !== usual })) };
  });
}

function toFields(value: JsonValue): Map<string, string> {
  const fields = new Map<string, string>();
  const visit = (each: JsonValue, path: string) => {
    const children = typeof each === "object" && each !== null ? Object.entries(each) : [];
    if (children.length === 0) fields.set(path, JSON.stringify(each));
    for (const [key, child] of children) visit(child, toChildPath(path, key));
  };
  visit(value, "$");
  return fields;
}

/** What more answers have than any other value; undefined when no two have the same, or two values are equally frequent. */
function findUsual(values: readonly (string | null)[]): string | null | undefined {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({
    value,
    count: all.length,
  }));
  const [first, second] = counts.toSorted((a, b) => b.count - a.count);
  if (first === undefined || (counts.length > 1 && first.count === 1)) return undefined;
  return first.count === second?.count ? undefined : first.value;
}
