import { toFileMark } from "@/lib/attachments/file-mark";
import { quoteForShell as quote } from "@/lib/quote-for-shell";
import type { DescribedHeader } from "./described-request";
import type { CallableRequest, WrittenRequest } from "./written-request";

/** What an argument may hold is limited by the system; a longer body is read from the script. */
const mostArgumentCharacters = 60_000;

/** The request as one command. */
export function toCurl({ baseUrl, keyVariable, headers, body, files }: CallableRequest): WrittenRequest {
  const json = JSON.stringify(body, null, 2);
  const lines = [
    `curl ${body.stream === true ? "--no-buffer " : ""}${quote(`${baseUrl}/chat/completions`)}`,
    `-H ${quote("Content-Type: application/json")}`,
    ...(keyVariable === null ? [] : [`-H "Authorization: Bearer $${keyVariable}"`]),
    ...headers.map((header) => `-H ${toArgument(header)}`),
    ...(files.length === 0 ? [toBody(json)] : ["--data-binary @-"]),
  ];
  const command = `${lines.join(" \\\n  ")}\n`;
  return { code: files.length === 0 ? command : `${toPipe(json, files)} | ${command}`, warnings: [] };
}

function toBody(json: string): string {
  const isShort = json.length <= mostArgumentCharacters;
  // A line of the body never is the end mark: JSON's lines begin with a bracket, a quote or a space.
  return isShort ? `-d ${quote(json)}` : `--data-binary @- <<'JSON'\n${json}\nJSON`;
}

/** A file's mark where its content would stand: the whole of a text, not a part of one. */
const wholeMark = /(?<=(?<!\\)"(?:data:[\w.+/-]+;base64,)?)(\{\{file:[^{}"]+\}\})(?=")/;

/** A shell that writes the body piece by piece, each file where it belongs. */
function toPipe(json: string, files: readonly string[]): string {
  const nameByMark = new Map(files.map((name) => [toFileMark(name), name]));
  const pieces = json.split(wholeMark).map((piece) => {
    const name = nameByMark.get(piece);
    return name === undefined
      ? `  printf %s ${quote(piece)}`
      : `  base64 < ${quote(`./${name}`)} | tr -d '\\n'`;
  });
  return `{\n${pieces.join("\n")}\n}`;
}

function toArgument(header: DescribedHeader): string {
  return "variable" in header
    ? `"${header.name}: $${header.variable}"`
    : quote(header.value === "" ? `${header.name};` : `${header.name}: ${header.value}`);
}
