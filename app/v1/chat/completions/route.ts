import { completionRequestSchema } from "@/lib/gateway/completion-request";
import { completeChat } from "@/lib/server/gateway/complete-chat";
import { answerPreflight, gatewayDoor } from "@/lib/server/gateway/gateway-door";
import { routeOf } from "@/lib/server/respond";

/** OpenAI's chat completions for every model ref, as a stream or as one reply. Leaving ends the answer. */
export const POST = routeOf(gatewayDoor, { body: completionRequestSchema }, ({ request, caller, body }) =>
  completeChat({ caller, body, signal: request.signal }),
);

export const OPTIONS = answerPreflight;
