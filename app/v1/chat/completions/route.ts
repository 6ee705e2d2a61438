import { findNodeResponse } from "@/lib/server/access/connections";
import { answerCompletion } from "@/lib/server/gateway/answer-completion";
import { answerPreflight } from "@/lib/server/gateway/gateway-door";

/** For what the gateway's entrance leaves to Next: pages of other origins, sessions, traces. */
export const POST = (request: Request) => answerCompletion(request, toNodeResponse(request));

/** A page of another origin needs the headers that only a response through the door gets. */
function toNodeResponse({ headers }: Request) {
  return headers.has("origin") ? null : findNodeResponse(headers);
}

export const OPTIONS = answerPreflight;
