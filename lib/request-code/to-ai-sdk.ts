import { toScriptLiteral, toScriptString } from "@/lib/mastra/script-literal";
import { toScriptProvider } from "./script-provider";
import { type SdkRequest, toSdkRequest } from "./sdk-settings";
import type { CallableRequest, WrittenRequest } from "./written-request";

/** The request with the packages `ai` and `@ai-sdk/openai-compatible`. */
export function toAiSdk(request: CallableRequest): WrittenRequest {
  const { body } = request;
  const sdk = toSdkRequest(body);
  const call = sdk.isStream ? "streamText" : "generateText";
  const given = [
    `model: provider(${toScriptString(String(body.model))})`,
    ...toConversation(sdk),
    ...Object.entries(sdk.settings).map(([name, value]) => `${name}: ${toScriptLiteral(value, 1)}`),
    // Sent once, as this server does it.
    "maxRetries: 0",
  ];
  const code = `// npm install ai @ai-sdk/openai-compatible
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { ${call} } from "ai";

${toScriptProvider(request, sdk)}
const result = ${sdk.isStream ? "" : "await "}${call}({
${given.map((option) => `  ${option},\n`).join("")}});
${
  sdk.isStream
    ? `for await (const text of result.textStream) {
  process.stdout.write(text);
}
`
    : "console.log(result.text);\n"
}`;
  return { code, warnings: sdk.messages === null ? [rawMessages] : [] };
}

export const rawMessages =
  "The messages hold more than plain text: they are written as they go on the wire, and replace the prompt.";

function toConversation({ instructions, messages }: SdkRequest): string[] {
  if (messages === null) return ['prompt: "Replaced by the messages above."'];
  return [
    ...(instructions === null ? [] : [`instructions: ${toScriptString(instructions)}`]),
    `messages: ${toScriptLiteral(messages, 1)}`,
  ];
}
