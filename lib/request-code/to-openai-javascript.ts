import { toScriptLiteral, toScriptString } from "@/lib/mastra/script-literal";
import { toScriptHeaders, toScriptVariable } from "./script-headers";
import type { CallableRequest, WrittenRequest } from "./written-request";

/** The request with the package `openai`. */
export function toOpenaiJavascript({ baseUrl, keyVariable, headers, body }: CallableRequest): WrittenRequest {
  const options = [
    `baseURL: ${toScriptString(baseUrl)}`,
    `apiKey: ${keyVariable === null ? '"none"' : toScriptVariable(keyVariable)}`,
    ...(headers.length === 0 ? [] : [`defaultHeaders: ${toScriptHeaders(headers, 1)}`]),
  ];
  const isStream = body.stream === true;
  const code = `// npm install openai
import OpenAI from "openai";

const client = new OpenAI({
${options.map((option) => `  ${option},\n`).join("")}});
const ${isStream ? "stream" : "completion"} = await client.chat.completions.create(${toScriptLiteral(body)});
${
  isStream
    ? `for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta?.content ?? "");
}
`
    : "console.log(completion.choices[0].message.content);\n"
}`;
  return { code, warnings: [] };
}
