import "server-only";
import { type RouteStop, toStopWord } from "@/lib/routes/route-trail";
import { isRecord } from "@/lib/server/wire/read-json";

/** What a client can use of a provider's headers. The rest tells about the provider's own servers. */
const passedHeader =
  /^(?:retry-after(?:-ms)?|x-should-retry|(?:x-|anthropic-)?ratelimit-.+|openai-(?:processing-ms|version)|x-switchyard-.+)$/;

type Answered = {
  runId: string;
  /** Of the model that answered. */
  ref: string;
  /** null when the request named the model itself. */
  route: { ref: string; rule: string | null; stops: readonly RouteStop[] } | null;
};

/** The wire's answer as it leaves: its body untouched, headers of ours, an error in OpenAI's form. */
export async function toClientResponse(
  response: Response,
  { runId, ref, route }: Answered,
): Promise<Response> {
  const headers = new Headers({
    // `no-transform` keeps Next from compressing, which would flush a compressor on every token.
    "cache-control": "private, no-store, no-transform",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
    "x-request-id": runId,
    "x-switchyard-model": encodeURI(ref),
    ...toRouteHeaders(route),
  });
  for (const [name, value] of response.headers) {
    if (passedHeader.test(name)) headers.set(name, value);
  }
  const upstreamId = response.headers.get("x-request-id") ?? response.headers.get("request-id");
  if (upstreamId !== null) headers.set("x-upstream-request-id", upstreamId);
  if (!response.ok) return toErrorResponse(response, { headers, ref, route });
  headers.set("content-type", response.headers.get("content-type") ?? "application/json");
  return new Response(response.body, { status: response.status, headers });
}

/** Which route it was, which rule of it decided, and which models did not answer: `wandb/a=429,llama/b=not asked`. */
function toRouteHeaders(route: Answered["route"]): Record<string, string> {
  if (route === null) return {};
  const stops = route.stops.map((stop) => `${stop.model}=${toStopWord(stop)}`);
  return {
    "x-switchyard-route": encodeURI(route.ref),
    "x-switchyard-rule": encodeURI(route.rule ?? "default"),
    ...(stops.length === 0 ? {} : { "x-switchyard-tried": encodeURI(stops.join(",")) }),
  };
}

const refused = "The provider refused the request.";
type Refused = Pick<Answered, "ref" | "route"> & { headers: Headers };

async function toErrorResponse(response: Response, { headers, ref, route }: Refused): Promise<Response> {
  const body: unknown = await response.json();
  const error = isRecord(body) && isRecord(body.error) ? body.error : { message: refused };
  const told = { ...error, message: `${error.message}${toTriedWords(ref, route)}` };
  return Response.json({ error: told }, { status: response.status, headers });
}

/** The last provider's words stand first; what was tried before it follows. */
function toTriedWords(ref: string, route: Answered["route"]): string {
  if (route === null) return "";
  const stops = route.stops.map((stop) => `${stop.model} (${toStopWord(stop)}: ${stop.reason})`);
  return ` [${route.ref} asked ${ref}${stops.length === 0 ? "" : `; before it: ${stops.join("; ")}`}]`;
}
