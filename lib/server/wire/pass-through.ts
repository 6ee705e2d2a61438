import "server-only";
import { createFaultResponse, keepEndToEnd } from "./fault-response";
import { createBodyReader, readBodyText } from "./read-body";
import { maxDocumentLength } from "./read-events";
import { recordFault, type WireCall } from "./wire-call";
import type { WireResponse } from "./wire-response";

/** Anything that is no chat answer, e.g. a listing of models: the body as it came. */
export async function passThrough(call: WireCall, response: WireResponse): Promise<Response> {
  const body = createBodyReader(call, response);
  const { text, isWhole } = await readBodyText(call, { body, maxLength: maxDocumentLength });
  if (!isWhole && !call.isAborted()) recordFault(call, "too_large");
  call.close();
  if (call.exchange.fault !== null) return createFaultResponse(call, call.exchange.fault, response.headers);
  return new Response(text, {
    status: response.status,
    headers: keepEndToEnd(response.headers, response.headers.get("content-type") ?? "text/plain"),
  });
}
