import type { AnswerSettings } from "./answer-settings";
import { fitSchema } from "./fit-schema";
import { type ChatRequest, isObject, type JsonObject, readMessages, readText } from "./request";

export type PlannedCall = { id: string; name: string; arguments: string };

/** What will be said: text or tool calls, never both. */
export type PlannedAnswer = {
  text: string;
  calls: PlannedCall[];
  finishReason: "stop" | "length" | "tool_calls";
};

export type Plan = {
  body: ChatRequest;
  modelId: string;
  settings: Pick<AnswerSettings, "text" | "toolArguments">;
};

export function planAnswer({ body, modelId, settings }: Plan): PlannedAnswer {
  const calls = planCalls(body, settings.toolArguments);
  if (calls.length > 0) return { text: "", calls, finishReason: "tool_calls" };
  return cut(settings.text ?? planContent(body, modelId), body);
}

function planContent(body: ChatRequest, modelId: string): string {
  const format = isObject(body.response_format) ? body.response_format : {};
  if (isObject(format.json_schema)) return JSON.stringify(fitSchema(format.json_schema.schema));
  const text = planText(readMessages(body), modelId);
  return format.type === "json_object" ? JSON.stringify({ answer: text }) : text;
}

/** Words in the place of tokens: an answer longer than allowed ends with `length`. */
function cut(text: string, body: ChatRequest): PlannedAnswer {
  const most = body.max_completion_tokens ?? body.max_tokens;
  const words = splitWords(text);
  if (typeof most !== "number" || words.length <= most) return { text, calls: [], finishReason: "stop" };
  return { text: words.slice(0, most).join("").trimEnd(), calls: [], finishReason: "length" };
}

export function splitWords(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

function planText(messages: JsonObject[], modelId: string): string {
  const results = readResults(messages);
  if (results.length > 0) return `The tools answered: ${results.join("; ")}.`;
  const asked = readText(messages.findLast(({ role }) => role === "user")?.content).trim();
  if (/capital of france/i.test(asked)) return "The capital of France is Paris.";
  return `${modelId} is emulated here and heard: ${asked}`;
}

/** Every result of the last round of tool calls, each with the call it answers. */
function readResults(messages: JsonObject[]): string[] {
  const last = messages.findLastIndex(({ role }) => role !== "tool");
  const calls = messages[last]?.tool_calls;
  return messages.slice(last + 1).map(({ content, tool_call_id: id }) => {
    const call = Array.isArray(calls) ? calls.find((each) => isObject(each) && each.id === id) : undefined;
    const called = isObject(call) && isObject(call.function) ? call.function : {};
    return `${called.name} ${called.arguments}: ${readText(content)}`;
  });
}

type Tool = { name: string; description: string; parameters: JsonObject };

function readTools({ tools }: ChatRequest): Tool[] {
  return (Array.isArray(tools) ? tools : []).flatMap((tool) => {
    const described = isObject(tool) && isObject(tool.function) ? tool.function : {};
    if (typeof described.name !== "string") return [];
    const { name, description, parameters } = described;
    return [
      {
        name,
        description: typeof description === "string" ? description : "",
        parameters: isObject(parameters) ? parameters : {},
      },
    ];
  });
}

function planCalls(body: ChatRequest, argumentsText: string | null): PlannedCall[] {
  const last = readMessages(body).at(-1);
  if (last?.role !== "user" || body.tool_choice === "none") return [];
  const asked = readText(last.content);
  const called = readTools(body).filter((tool) => isAsked(tool, asked, body.tool_choice));
  return called
    .flatMap((tool) =>
      toSubjects(asked, tool).map((subject) => ({
        name: tool.name,
        arguments: argumentsText ?? JSON.stringify(toArguments(tool, subject)),
      })),
    )
    .map((call, index) => ({ id: `call_${readMessages(body).length}_${index}`, ...call }));
}

function isAsked({ name, description }: Tool, asked: string, choice: unknown): boolean {
  const named = isObject(choice) && isObject(choice.function) ? choice.function.name : null;
  if (named !== null) return named === name;
  if (choice === "required") return true;
  const words = new Set(toWords(asked));
  return toWords(`${name} ${description}`).some((word) => words.has(word));
}

function toWords(text: string): string[] {
  const spaced = text.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return (spaced.match(/\p{L}{4,}/gu) ?? []).filter((word) => !commonWords.has(word));
}

const commonWords = new Set([
  "what",
  "with",
  "that",
  "this",
  "tool",
  "from",
  "your",
  "give",
  "gives",
  "have",
]);

/** The names in the message, each one call's subject; one null when there is none or the tool takes no text. */
function toSubjects(asked: string, { parameters }: Tool): (string | null)[] {
  const names = asked.match(/(?<=[^.?!]\s)\p{Lu}\p{L}+/gu) ?? [];
  return names.length === 0 || firstTextProperty(parameters) === null ? [null] : [...new Set(names)];
}

function toArguments({ parameters }: Tool, subject: string | null): unknown {
  const fitted = fitSchema(parameters);
  const property = firstTextProperty(parameters);
  if (!isObject(fitted) || subject === null || property === null) return fitted ?? {};
  return { ...fitted, [property]: subject };
}

function firstTextProperty({ properties }: JsonObject): string | null {
  const entries = isObject(properties) ? Object.entries(properties) : [];
  const found = entries.find(([, schema]) => isObject(schema) && schema.type === "string" && !schema.enum);
  return found?.[0] ?? null;
}
