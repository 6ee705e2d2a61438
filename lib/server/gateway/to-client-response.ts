import "server-only";
import { isRecord } from "@/lib/server/wire/read-json";
import { toErrorType } from "./gateway-door";

/** What a client can use of a provider's headers. The rest tells about the provider's own servers. */
const passedHeader =
  /^(?:retry-after(?:-ms)?|(?:x-)?ratelimit-.+|openai-(?:processing-ms|version)|x-switchyard-.+)$/;

/** The wire's answer as it leaves: its body untouched, headers of ours, an error in OpenAI's form. */
export async function toClientResponse(
  response: Response,
  { runId, ref }: { runId: string; ref: string },
): Promise<Response> {
  const headers = new Headers({
    // `no-transform` keeps Next from compressing, which would flush a compressor on every token.
    "cache-control": "private, no-store, no-transform",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
    "x-request-id": runId,
    "x-switchyard-model": encodeURI(ref),
  });
  for (const [name, value] of response.headers) {
    if (passedHeader.test(name)) headers.set(name, value);
  }
  const upstreamId = response.headers.get("x-request-id");
  if (upstreamId !== null) headers.set("x-upstream-request-id", upstreamId);
  if (!response.ok) return toErrorResponse(response, headers);
  headers.set("content-type", response.headers.get("content-type") ?? "application/json");
  return new Response(response.body, { status: response.status, headers });
}

async function toErrorResponse(response: Response, headers: Headers): Promise<Response> {
  const body: unknown = await response.json();
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const { message = "The provider refused the request.", code = null } = error;
  const type = toErrorType(response.status);
  return Response.json({ error: { message, type, param: null, code } }, { status: response.status, headers });
}
