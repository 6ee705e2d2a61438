import { toPythonString } from "@/lib/haystack/python-literal";
import type { DescribedHeader } from "./described-request";

export function toPythonVariable(name: string): string {
  return `os.environ[${toPythonString(name)}]`;
}

/** Headers as a Python dictionary, its lines after the first indented by `depth` steps. */
export function toPythonHeaders(headers: readonly DescribedHeader[], depth: number): string {
  const space = "    ".repeat(depth + 1);
  const entries = headers.map(
    (header) =>
      `${space}${toPythonString(header.name)}: ${"variable" in header ? toPythonVariable(header.variable) : toPythonString(header.value)},\n`,
  );
  return `{\n${entries.join("")}${"    ".repeat(depth)}}`;
}
