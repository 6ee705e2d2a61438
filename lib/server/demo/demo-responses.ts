import "server-only";
import { createId } from "@/lib/id";

/** The headers of every reply of the demo provider: it says that it simulates. */
export function demoHeaders(extra: Record<string, string> = {}): Record<string, string> {
  return { "x-switchyard-simulated": "true", "x-request-id": `req_demo_${createId()}`, ...extra };
}

export type DemoError = {
  status: number;
  message: string;
  type: string;
  code: string;
  headers?: Record<string, string>;
};

/** An error as OpenAI's API writes it. */
export function errorResponse({ status, message, type, code, headers }: DemoError): Response {
  return Response.json(
    { error: { message, type, param: null, code } },
    { status, headers: demoHeaders(headers) },
  );
}
