import { toScriptLiteral, toScriptString } from "@/lib/mastra/script-literal";
import { toScriptHeaders, toScriptVariable } from "./script-headers";
import type { SdkRequest } from "./sdk-settings";
import type { CallableRequest } from "./written-request";

/** `const provider = createOpenAICompatible(…)`, with the body fields for which there is no setting. */
export function toScriptProvider(
  { providerId, baseUrl, keyVariable, headers }: CallableRequest,
  { others, wantsUsage }: Pick<SdkRequest, "others" | "wantsUsage">,
): string {
  const options = [
    `name: ${toScriptString(providerId)}`,
    `baseURL: ${toScriptString(baseUrl)}`,
    ...(keyVariable === null ? [] : [`apiKey: ${toScriptVariable(keyVariable)}`]),
    ...(headers.length === 0 ? [] : [`headers: ${toScriptHeaders(headers, 1)}`]),
    ...(wantsUsage ? ["includeUsage: true"] : []),
    ...(Object.keys(others).length === 0
      ? []
      : [`transformRequestBody: (body) => ({ ...body, ...${toScriptLiteral(others, 1)} })`]),
  ];
  return `const provider = createOpenAICompatible({\n${options.map((option) => `  ${option},\n`).join("")}});`;
}
