import {
  type ChatRequest,
  isObject,
  type JsonObject,
  readMessages,
} from "@/e2e/upstreams/emulated-chat/request";
import { findModel } from "./models";

/** An error in the service's form. */
export type Refusal = { status: number; title: string; detail: string };

const mostImages = 9;
const mostImageBytes = 25_000_000;

const badRequest = (detail: string): Refusal => ({ status: 400, title: "Bad Request", detail });

/** Why the service does not answer this request; null when it does. */
export function readRefusal({ body, accept }: { body: ChatRequest | null; accept: string }): Refusal | null {
  if (body === null) return badRequest("The body is not a JSON object.");
  if (body.stream === true && !acceptsStreams(accept)) {
    return badRequest("A stream needs the header Accept: text/event-stream, application/json;q=0.9");
  }
  const model = findModel(body.model);
  if (model === null) {
    const detail = `The model ${JSON.stringify(body.model ?? null)} does not exist or you do not have access to it.`;
    return { status: 404, title: "Not Found", detail };
  }
  return refuseFormat(body) ?? refuseMessages(body) ?? refuseImages(body, model.takesImages);
}

function acceptsStreams(accept: string): boolean {
  const types = accept.split(",").map((type) => type.trim());
  return types.includes("text/event-stream") && types.some((type) => /^application\/json;\s*q=/.test(type));
}

function refuseFormat(body: ChatRequest): Refusal | null {
  if (!Object.hasOwn(body, "response_format")) return null;
  const format = body.response_format;
  const type = isObject(format) ? format.type : null;
  if (type === "text") return null;
  if (type !== "json_schema") return badRequest("response_format must be of type json_schema or text.");
  const named = isObject(format) && isObject(format.json_schema) ? format.json_schema : {};
  return typeof named.name === "string" && isObject(named.schema)
    ? null
    : badRequest("response_format.json_schema needs a name and a schema.");
}

function refuseMessages(body: ChatRequest): Refusal | null {
  const messages = readMessages(body);
  if (messages.length === 0) return badRequest("messages must not be empty.");
  const open = new Set<unknown>();
  for (const message of messages) {
    if (message.role === "tool") {
      if (!open.delete(message.tool_call_id)) return badRequest("A tool message answers no tool call.");
      continue;
    }
    if (open.size > 0) return badRequest("A tool call has no tool message that answers it.");
    if (Array.isArray(message.tool_calls)) {
      for (const call of message.tool_calls) open.add(isObject(call) ? call.id : undefined);
    }
  }
  return open.size > 0 ? badRequest("A tool call has no tool message that answers it.") : null;
}

function refuseImages(body: ChatRequest, takesImages: boolean): Refusal | null {
  const images = readMessages(body)
    .flatMap(({ content }) => (Array.isArray(content) ? content : []))
    .filter((part): part is JsonObject => isObject(part) && part.type === "image_url");
  if (images.length === 0) return null;
  if (!takesImages) return badRequest("This model does not take images.");
  if (images.length > mostImages) return badRequest(`At most ${mostImages} images are taken.`);
  return images.some((image) => sizeOf(image) > mostImageBytes)
    ? badRequest("An image is larger than 25 MB.")
    : null;
}

/** Bytes of an image in a data URL; 0 for one behind an address. */
function sizeOf({ image_url: image }: JsonObject): number {
  const url = isObject(image) && typeof image.url === "string" ? image.url : "";
  return url.startsWith("data:") ? ((url.length - url.indexOf(",") - 1) * 3) / 4 : 0;
}
