import { type ChatRequest, isObject } from "@/e2e/upstreams/emulated-chat/request";
import type { WandbEmulatorSettings } from "./settings";

/** An error in the service's form. */
export type Refusal = { status: number; message: string; type: string };

/** Each reason for which the service does not answer. */
export const refusals = {
  key: { status: 401, message: "Authentication failed: invalid API key", type: "authentication_error" },
  project: {
    status: 401,
    message: "Invalid OpenAI-Project header: no such project, use team/project",
    type: "authentication_error",
  },
  credits: {
    status: 402,
    message: "You have run out of inference credits. Add credits to continue.",
    type: "billing_error",
  },
  country: {
    status: 403,
    message: "Country, region, or territory not supported",
    type: "permission_error",
  },
  organisation: {
    status: 403,
    message: "Inference gateway is not enabled for your organization",
    type: "permission_error",
  },
  model: { status: 404, message: "The requested model was not found", type: "not_found_error" },
  route: { status: 404, message: "Not found", type: "not_found_error" },
  concurrency: {
    status: 429,
    message: "Concurrency limit reached for requests",
    type: "rate_limit_error",
  },
  quota: { status: 429, message: "You exceeded your current quota", type: "rate_limit_error" },
  failed: {
    status: 500,
    message: "The server had an error while processing your request",
    type: "server_error",
  },
  overloaded: {
    status: 503,
    message: "The engine is currently overloaded, please try again later",
    type: "server_error",
  },
  body: { status: 400, message: "The body is not a JSON object", type: "invalid_request_error" },
  format: {
    status: 400,
    message: "response_format must be text, json_object or json_schema with a name and a schema",
    type: "invalid_request_error",
  },
} satisfies Record<string, Refusal>;

/** Why the service does not answer this request; null when it does. */
export function readRefusal(body: ChatRequest | null, { offered }: WandbEmulatorSettings): Refusal | null {
  if (body === null) return refusals.body;
  if (typeof body.model !== "string" || !offered.includes(body.model)) return refusals.model;
  return fitsFormat(body.response_format) ? null : refusals.format;
}

function fitsFormat(format: unknown): boolean {
  if (format === undefined) return true;
  if (!isObject(format)) return false;
  if (format.type === "text" || format.type === "json_object") return true;
  const schema = isObject(format.json_schema) ? format.json_schema : {};
  return format.type === "json_schema" && typeof schema.name === "string" && isObject(schema.schema);
}
