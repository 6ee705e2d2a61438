import { toFileMark } from "@/lib/attachments/file-mark";
import type { RequestForm } from "./write-request-code";

type Reading = { importLine: string; toExpression: (name: string) => string };

const inScript: Reading = {
  importLine: 'import { readFileSync } from "node:fs";',
  toExpression: (name) => `readFileSync(${JSON.stringify(name)}, "base64")`,
};
const inPython: Reading = {
  importLine: "import base64",
  toExpression: (name) => `base64.b64encode(open(${JSON.stringify(name)}, "rb").read()).decode()`,
};

/** cURL's body is put together by the shell, see `to-curl.ts`. */
const readings: Record<Exclude<RequestForm, "curl">, Reading> = {
  python: inPython,
  haystack: inPython,
  javascript: inScript,
  "ai-sdk": inScript,
  mastra: inScript,
};

/** Code in which files of the request are read by name where their content would stand: that would be megabytes. */
export function readFilesInCode(
  code: string,
  { form, files }: { form: RequestForm; files: readonly string[] },
): string {
  if (files.length === 0 || form === "curl") return code;
  const { importLine, toExpression } = readings[form];
  let read = code;
  for (const name of files) {
    const mark = escapeRegExp(toFileMark(name));
    // All forms write texts as JSON does; a quotation mark within a text has a stroke before it.
    read = read.replace(new RegExp(`"(data:[\\w.+/-]+;base64,)?${mark}"`, "g"), (_, before?: string) =>
      before === undefined ? toExpression(name) : `"${before}" + ${toExpression(name)}`,
    );
  }
  return read === code ? code : read.replace(/^(?=import |from )/m, `${importLine}\n`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
