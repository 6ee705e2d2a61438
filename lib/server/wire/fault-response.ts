import "server-only";
import { toErrorType } from "@/lib/gateway/to-error-type";
import type { WireFault } from "./exchange";
import { toRunError } from "./to-run-error";
import { recordFault, type WireCall } from "./wire-call";

/** An error in OpenAI's form. */
export type ErrorObject = { message: string; type: string; param: string | null; code: string };

/** The fault as OpenAI's clients and the AI SDK read an error: the provider's words and names, else ours. */
export function toErrorObject(call: WireCall, fault: WireFault): ErrorObject {
  const { title } = toRunError({ fault, provider: call.provider, model: call.model });
  const { named } = fault;
  return {
    message: fault.wholeMessage ?? fault.providerMessage ?? title,
    type: named?.type ?? toErrorType(statusOf(fault)),
    param: named?.param ?? null,
    code: named?.code ?? fault.code,
  };
}

/** Statuses for faults that no HTTP response came with. */
function statusOf(fault: WireFault): number {
  if (fault.status !== null && fault.status >= 400) return fault.status;
  return fault.code.endsWith("_timeout") ? 504 : 502;
}

/** A response that carries the fault, with the provider's headers where it sent any. */
export function createFaultResponse(call: WireCall, fault: WireFault, headers?: Headers): Response {
  return Response.json(
    { error: toErrorObject(call, fault) },
    { status: statusOf(fault), headers: keepEndToEnd(headers, "application/json") },
  );
}

/** No response came: the reason is told in one of ours. */
export function createUnansweredResponse(call: WireCall): Response {
  if (call.isAborted()) return Response.error();
  const fault = call.exchange.fault ?? recordFault(call, "connection_lost");
  call.close();
  return createFaultResponse(call, fault);
}

/** A response's headers for a body that we wrote anew. */
export function keepEndToEnd(headers: Headers | undefined, contentType: string): Headers {
  const kept = new Headers(headers);
  for (const name of [
    "content-length",
    "content-encoding",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "set-cookie",
  ]) {
    kept.delete(name);
  }
  kept.set("content-type", contentType);
  return kept;
}
