import "server-only";
import type { ServerResponse } from "node:http";
import { completionRequestSchema } from "@/lib/gateway/completion-request";
import { type Incoming, routeOf } from "@/lib/server/respond";
import { completeChat } from "./complete-chat";
import { gatewayDoor } from "./gateway-door";

const contract = { body: completionRequestSchema };

/**
 * `POST /v1/chat/completions`: OpenAI's chat completions for every model ref and route, as a stream or as one reply. Leaving
 * ends the answer. A stream is written to `nodeResponse` where there is one, and the response then says only that it was.
 */
export function answerCompletion(incoming: Incoming, nodeResponse: ServerResponse | null): Promise<Response> {
  const answer = routeOf<typeof completionRequestSchema, undefined, Incoming>(
    gatewayDoor,
    contract,
    ({ request: { headers, signal }, caller, body }) =>
      completeChat({ caller, body, headers, signal, nodeResponse }),
  );
  return answer(incoming);
}
