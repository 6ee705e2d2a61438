import "server-only";
import { demoModelDescriptions } from "@/lib/demo-models";
import { createId } from "@/lib/id";
import { answerAs } from "./answer-as";
import { untilAborted } from "./break-connection";
import { completeTokens } from "./complete-tokens";
import { type DemoRequest, parseDemoRequest } from "./demo-request";
import { demoHeaders, errorResponse } from "./demo-responses";
import { refuse } from "./moody-refusals";
import { planTokens } from "./plan-tokens";
import { streamTokens } from "./stream-tokens";

/** The demo provider: an OpenAI-compatible server behind a fetch function. It simulates, says so, and needs no key. */
export function createDemoFetch(): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // The caller's own signal: a Request's follows it only for as long as the Request is not collected.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    signal?.throwIfAborted();
    const { pathname } = new URL(request.url);
    if (request.method === "GET" && pathname.endsWith("/models")) return listModels();
    if (request.method === "POST" && pathname.endsWith("/chat/completions"))
      return answerChat(await request.text(), signal);
    return errorResponse({
      status: 404,
      message: `The demo provider has no ${request.method} ${pathname}.`,
      type: "invalid_request_error",
      code: "unknown_url",
    });
  };
}

function listModels(): Response {
  const data = Object.keys(demoModelDescriptions).map((id) => ({
    id,
    object: "model",
    created: 0,
    owned_by: "switchyard",
  }));
  return Response.json({ object: "list", data }, { headers: demoHeaders() });
}

async function answerChat(body: string, signal: AbortSignal | null): Promise<Response> {
  const parsed = parseDemoRequest(body);
  if ("problem" in parsed) {
    return errorResponse({
      status: 400,
      message: parsed.problem,
      type: "invalid_request_error",
      code: "invalid_request",
    });
  }
  const { request } = parsed;
  if (!Object.hasOwn(demoModelDescriptions, request.model)) return unknownModel(request);
  const refusal = request.model === "moody" ? refuse(request.prompt) : null;
  if (refusal === "silence") return untilAborted(signal);
  if (refusal !== null) return errorResponse(refusal);
  const answer = answerAs(request);
  const plan = planTokens(request, answer, () => `call_${createId()}`);
  const identity = {
    id: `chatcmpl-demo-${createId()}`,
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    system_fingerprint: "simulated",
  };
  if (!request.stream) return completeTokens({ identity, answer, plan, signal });
  return streamTokens({ identity, answer, plan, includeUsage: request.includeUsage, signal });
}

function unknownModel({ model }: DemoRequest): Response {
  return errorResponse({
    status: 404,
    message: `The model "${model}" does not exist. The demo provider has: ${Object.keys(demoModelDescriptions).join(", ")}.`,
    type: "invalid_request_error",
    code: "model_not_found",
  });
}
