import type { SettingTexts } from "@/lib/chats/parsed-setting";
import { credentialAdvice, headerNameSchema, headerTextSchema, isNoCredential } from "@/lib/header-schema";

/** A header while it is being written: either part may be missing. */
export type HeaderRow = { name: string; value: string };

/** `Name: value`, a line each. */
export function formatHeaderRows(rows: readonly HeaderRow[]): string {
  return rows.map(({ name, value }) => `${name}: ${value}`).join("\n");
}

export function parseHeaderRows(text: string): HeaderRow[] {
  if (text === "") return [];
  return text.split("\n").map((line) => {
    const colon = line.indexOf(":");
    if (colon < 0) return { name: line, value: "" };
    return { name: line.slice(0, colon), value: line.slice(colon + 1).replace(/^ /, "") };
  });
}

/** What is wrong with a row among the names before it; null when it can be sent. */
export function findHeaderProblem({ name, value }: HeaderRow, before: readonly string[]): string | null {
  if (name.trim() === "") return `Give the header with the value "${value.slice(0, 40)}" a name.`;
  if (!headerNameSchema.safeParse(name.trim()).success) {
    return `"${name.trim()}" is no header name: letters, digits and - make one.`;
  }
  if (!isNoCredential(name.trim())) {
    return `${name.trim()} ${credentialAdvice}.`;
  }
  if (value.trim() === "") return `Give ${name.trim()} a value.`;
  if (!headerTextSchema.safeParse(value.trim()).success) {
    return `The value of ${name.trim()} may hold printable ASCII only.`;
  }
  const isTwice = before.some((other) => other.trim().toLowerCase() === name.trim().toLowerCase());
  return isTwice ? `${name.trim()} is there twice.` : null;
}

/** Headers as lines. Rows in which nothing stands yet are no headers. */
export const headerTexts: SettingTexts<Record<string, string>> = {
  format: (headers) => formatHeaderRows(Object.entries(headers).map(([name, value]) => ({ name, value }))),
  parse: (text) => {
    const rows = parseHeaderRows(text).filter(({ name, value }) => name.trim() !== "" || value.trim() !== "");
    for (const [index, row] of rows.entries()) {
      const problem = findHeaderProblem(
        row,
        rows.slice(0, index).map(({ name }) => name),
      );
      if (problem !== null) return { problem };
    }
    if (rows.length === 0) return { problem: null, value: undefined };
    return {
      problem: null,
      value: Object.fromEntries(rows.map(({ name, value }) => [name.trim(), value.trim()])),
    };
  },
};
