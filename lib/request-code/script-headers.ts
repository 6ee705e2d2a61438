import { toScriptString } from "@/lib/mastra/script-literal";
import type { DescribedHeader } from "./described-request";

export function toScriptVariable(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `process.env.${name}` : `process.env[${toScriptString(name)}]`;
}

/** Headers as an object in JavaScript, its lines after the first indented by `depth` steps. */
export function toScriptHeaders(headers: readonly DescribedHeader[], depth: number): string {
  const space = "  ".repeat(depth + 1);
  const entries = headers.map(
    (header) =>
      `${space}${toScriptString(header.name)}: ${"variable" in header ? toScriptVariable(header.variable) : toScriptString(header.value)},\n`,
  );
  return `{\n${entries.join("")}${"  ".repeat(depth)}}`;
}
