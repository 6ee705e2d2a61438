import { completionRequestSchema } from "@/lib/gateway/completion-request";
import { findNodeResponse } from "@/lib/server/access/connections";
import { completeChat } from "@/lib/server/gateway/complete-chat";
import { answerPreflight, gatewayDoor } from "@/lib/server/gateway/gateway-door";
import { routeOf } from "@/lib/server/respond";

/** OpenAI's chat completions for every model ref and route, as a stream or as one reply. Leaving ends the answer. */
export const POST = routeOf(gatewayDoor, { body: completionRequestSchema }, ({ request, caller, body }) =>
  completeChat({
    caller,
    body,
    headers: request.headers,
    signal: request.signal,
    nodeResponse: toNodeResponse(request),
  }),
);

/** A page of another origin needs the headers that only a response through the door gets. */
function toNodeResponse({ headers }: Request) {
  return headers.has("origin") ? null : findNodeResponse(headers);
}

export const OPTIONS = answerPreflight;
