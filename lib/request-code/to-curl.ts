import type { DescribedHeader } from "./described-request";
import type { CallableRequest, WrittenRequest } from "./written-request";

/** What an argument may hold is limited by the system; a longer body is read from the script. */
const mostArgumentCharacters = 60_000;

/** The request as one command. */
export function toCurl({ baseUrl, keyVariable, headers, body }: CallableRequest): WrittenRequest {
  const json = JSON.stringify(body, null, 2);
  const isShort = json.length <= mostArgumentCharacters;
  const lines = [
    `curl ${body.stream === true ? "--no-buffer " : ""}${quote(`${baseUrl}/chat/completions`)}`,
    `-H ${quote("Content-Type: application/json")}`,
    ...(keyVariable === null ? [] : [`-H "Authorization: Bearer $${keyVariable}"`]),
    ...headers.map((header) => `-H ${toArgument(header)}`),
    // A line of the body never is the end mark: JSON's lines begin with a bracket, a quote or a space.
    isShort ? `-d ${quote(json)}` : `--data-binary @- <<'JSON'\n${json}\nJSON`,
  ];
  return { code: `${lines.join(" \\\n  ")}\n`, warnings: [] };
}

function toArgument(header: DescribedHeader): string {
  return "variable" in header
    ? `"${header.name}: $${header.variable}"`
    : quote(header.value === "" ? `${header.name};` : `${header.name}: ${header.value}`);
}

/** The text for a POSIX shell, whatever stands in it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
