import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";
import type { JsonObject } from "@/lib/json-value";
import { toMastraCode } from "@/lib/mastra/to-mastra-code";
import { toScriptHeaders } from "./script-headers";
import { toScriptProvider } from "./script-provider";
import { type SdkRequest, toSdkRequest } from "./sdk-settings";
import { rawMessages } from "./to-ai-sdk";
import type { CallableRequest, WrittenRequest } from "./written-request";

/** What the model router of Mastra writes itself: given as an option, it would be lost. */
const lostInRouter = ["tools", "tool_choice", "messages"];

/** The request of an agent of `@mastra/core`. */
export function toMastra(request: CallableRequest): WrittenRequest {
  const sdk = toSdkRequest(request.body);
  const needsProvider = lostInRouter.some((name) => Object.hasOwn(sdk.others, name));
  const own = needsProvider ? toOwnProvider(request, sdk) : null;
  const code = toMastraCode({
    name: "my-agent",
    model: `${request.providerId}/${String(request.body.model)}`,
    settings: toSettings(sdk, own === null ? sdk.others : {}),
    addresses: { [request.providerId]: request },
    ask: { messages: sdk.messages ?? [{ role: "user", content: "Replaced by the messages above." }] },
    ...(own === null ? {} : { own }),
    ...(request.headers.length === 0 ? {} : { headersCode: toScriptHeaders(request.headers, 2) }),
  });
  const hidesUsage = sdk.isStream && sdk.wantsUsage && !needsProvider;
  return {
    code,
    warnings: [
      ...(sdk.messages === null ? [rawMessages] : []),
      ...(hidesUsage ? ["Mastra asks for no usage in a stream: stream_options is not sent."] : []),
    ],
  };
}

/** A provider of the AI SDK in the place of Mastra's router. */
function toOwnProvider(request: CallableRequest, sdk: SdkRequest) {
  return {
    imports: 'import { createOpenAICompatible } from "@ai-sdk/openai-compatible";',
    provider: toScriptProvider(request, sdk),
    modelId: String(request.body.model),
  };
}

function toSettings({ instructions, settings, isStream }: SdkRequest, others: JsonObject): LaneSettings {
  const { reasoning_effort: effort, ...body } = others;
  const isEffort = typeof effort === "string" && effort.length > 0 && effort.length <= 40;
  const kept = isEffort || effort === undefined ? body : others;
  return laneSettingsSchema.parse({
    ...settings,
    ...(instructions === null ? {} : { instructions }),
    ...(isEffort ? { reasoningEffort: effort } : {}),
    ...(Object.keys(kept).length === 0 ? {} : { body: kept }),
    stream: isStream,
  });
}
