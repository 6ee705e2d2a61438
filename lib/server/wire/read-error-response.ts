import "server-only";
import { createFaultResponse } from "./fault-response";
import { isMarkup, readErrorBody } from "./provider-words";
import { createBodyReader, readBodyText } from "./read-body";
import { maxErrorLength } from "./read-events";
import { readRetryAfterMs } from "./retry-after";
import { recordProviderError, type WireCall } from "./wire-call";
import type { WireResponse } from "./wire-response";

/** An error response in any form, as an OpenAI error with the provider's own words. */
export async function readErrorResponse(call: WireCall, response: WireResponse): Promise<Response> {
  const body = createBodyReader(call, response);
  const { text } = await readBodyText(call, { body, maxLength: maxErrorLength });
  if (call.isAborted()) return Response.error();
  const waitMs = readRetryAfterMs(response.headers, Date.now());
  // What the status says matters more than how reading its body went: this fault replaces one of the connection.
  call.exchange.fault = null;
  const error = readErrorBody(text);
  const fault = recordProviderError(
    call,
    isRedirect(response) ? { ...error, words: toRedirectWords(response) } : error,
    {
      status: response.status,
      isPage: isMarkup(text),
      retryAt: waitMs === null ? null : Math.round(Date.now() + waitMs),
      ...(isRedirect(response) ? { code: "not_a_stream" } : {}),
    },
  );
  call.close();
  return createFaultResponse(call, fault, response.headers);
}

/** One that was not followed, because it leads to another origin. */
function isRedirect({ status }: WireResponse): boolean {
  return status >= 300 && status < 400;
}

function toRedirectWords({ status, headers }: WireResponse): string {
  const location = headers.get("location");
  return location === null ? `Status ${status}` : `Status ${status}, moved to ${location}`;
}
