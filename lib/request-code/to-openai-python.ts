import { toPythonLiteral, toPythonString } from "@/lib/haystack/python-literal";
import type { JsonObject } from "@/lib/json-value";
import { toOpenaiArguments } from "./openai-arguments";
import { toPythonHeaders, toPythonVariable } from "./python-headers";
import type { CallableRequest, WrittenRequest } from "./written-request";

/** The request with the package `openai`. */
export function toOpenaiPython({ baseUrl, keyVariable, headers, body }: CallableRequest): WrittenRequest {
  const { known, others } = toOpenaiArguments(body);
  const key = keyVariable === null ? '"none"' : toPythonVariable(keyVariable);
  const given = [
    ...Object.entries(known).map(([name, value]) => `${name}=${toPythonLiteral(value, 1)}`),
    ...(Object.keys(others).length === 0 ? [] : [`extra_body=${toPythonLiteral(others, 1)}`]),
    ...(headers.length === 0 ? [] : [`extra_headers=${toPythonHeaders(headers, 1)}`]),
  ];
  const needsSystem = keyVariable !== null || headers.some((header) => "variable" in header);
  const code = `# pip install openai
${needsSystem ? "import os\n\n" : ""}from openai import OpenAI

client = OpenAI(base_url=${toPythonString(baseUrl)}, api_key=${key})
${body.stream === true ? "stream" : "completion"} = client.chat.completions.create(
${given.map((argument) => `    ${argument},\n`).join("")})
${toPrinting(body)}`;
  return { code, warnings: [] };
}

function toPrinting({ stream }: JsonObject): string {
  if (stream !== true) return "print(completion.choices[0].message.content)\n";
  return `for chunk in stream:
    if chunk.choices and chunk.choices[0].delta.content:
        print(chunk.choices[0].delta.content, end="", flush=True)
print()
`;
}
