import { toPythonLiteral, toPythonString } from "@/lib/haystack/python-literal";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

type HaystackMessages = { messages: string[]; imports: string[]; warnings: string[] };

/** Messages as they go on the wire, as Haystack's ChatMessage makes them. */
export function toHaystackMessages(messages: JsonValue | undefined): HaystackMessages {
  const list = (Array.isArray(messages) ? messages : []).filter((message) => isJsonObject(message));
  const calls = new Map(list.flatMap(listCalls));
  const warnings = new Set<string>();
  const codes = list.map((message) => toMessage(message, calls, warnings));
  const uses = (name: string) => codes.some((code) => code.includes(`${name}(`));
  const names = ["ImageContent", "ToolCall"].filter(uses);
  return {
    messages: codes,
    imports: names.map((name) => `from haystack.dataclasses import ${name}`),
    warnings: [...warnings],
  };
}

function listCalls({ tool_calls: calls }: JsonObject): [string, string][] {
  return (Array.isArray(calls) ? calls : [])
    .filter((call) => isJsonObject(call))
    .map((call) => [String(call.id), toCall(call)]);
}

function toCall({ id, function: called }: JsonObject): string {
  const { name = "", arguments: given = "{}" } = isJsonObject(called) ? called : {};
  return `ToolCall(tool_name=${toPythonString(String(name))}, arguments=${toPythonLiteral(readJson(String(given)))}, id=${toPythonString(String(id))})`;
}

function readJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // What a model wrote need not be JSON; Haystack has no place for it either.
    return {};
  }
}

function toMessage(message: JsonObject, calls: Map<string, string>, warnings: Set<string>): string {
  const { role, content, tool_call_id: callId } = message;
  if (role === "tool") {
    const origin =
      calls.get(String(callId)) ??
      `ToolCall(tool_name="", arguments={}, id=${toPythonString(String(callId))})`;
    return `ChatMessage.from_tool(tool_result=${toPythonString(toText(content))}, origin=${origin})`;
  }
  if (role === "assistant") {
    const own = listCalls(message).map(([, code]) => code);
    const text = content === null || content === undefined ? [] : [toPythonString(toText(content))];
    const tools = own.length === 0 ? [] : [`tool_calls=[${own.join(", ")}]`];
    return `ChatMessage.from_assistant(${[...text, ...tools].join(", ")})`;
  }
  if (role === "system") return `ChatMessage.from_system(${toPythonString(toText(content))})`;
  if (!Array.isArray(content)) return `ChatMessage.from_user(${toPythonString(toText(content))})`;
  const parts = content.flatMap((part) => toPart(part, warnings));
  return `ChatMessage.from_user(content_parts=[${parts.join(", ")}])`;
}

function toPart(part: JsonValue, warnings: Set<string>): string[] {
  if (!isJsonObject(part)) return [];
  if (part.type === "text") return [toPythonString(String(part.text))];
  const url = isJsonObject(part.image_url) ? String(part.image_url.url) : "";
  const [, type, data] = /^data:([^;,]+);base64,(.*)$/s.exec(url) ?? [];
  if (part.type === "image_url" && type !== undefined && data !== undefined) {
    return [`ImageContent(base64_image=${toPythonString(data)}, mime_type=${toPythonString(type)})`];
  }
  warnings.add(`Haystack's messages have no part of the type ${String(part.type)}: it is left out.`);
  return [];
}

/** The words of a content, whichever form it has. */
function toText(content: JsonValue | undefined): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part) => (isJsonObject(part) && typeof part.text === "string" ? part.text : ""))
    .join("");
}
