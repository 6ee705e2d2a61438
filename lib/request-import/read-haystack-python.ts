import { defaultBaseUrl, defaultKeyVariable, defaultModel } from "@/lib/haystack/meta-llama-generator";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { type Literal, toText } from "@/lib/mastra/literal";
import { toBaseUrl } from "@/lib/providers/base-url";
import { fieldsOf, toKeyVariable, toKnownJson, toKnownObject, toReadHeaders } from "./known-json";
import { readBaseUrl } from "./openai-call";
import type { PythonProgram } from "./python-program";
import { createReadRequest, type ReadRequest } from "./read-request";

type Call = Extract<Literal, { kind: "call" }>;

const wrongName =
  "There is no LlamaChatGenerator in haystack_integrations.components.generators.llama, as the document has it: the class is MetaLlamaChatGenerator of haystack_integrations.components.generators.meta_llama. It is read as that one.";

/** What programs with Haystack's MetaLlamaChatGenerator ask, one for each generator. */
export function readHaystackCalls(program: PythonProgram): ReadRequest[] {
  return program.findCalls(generatorPattern).map((generator) => readGenerator(generator, program));
}

const generatorPattern = /(?:^|\.)(?:Meta)?LlamaChatGenerator$/;

function readGenerator(generator: Call, program: PythonProgram): ReadRequest {
  const { path, named } = generator;
  const warnings: string[] = path.endsWith("MetaLlamaChatGenerator") ? [] : [wrongName];
  const run = findRun(generator, program);
  const agent = findAgent(generator, program);
  const system = agent?.named.get("system_prompt");
  const messages = (run === undefined ? null : findMessages(run)) ?? [];
  warnings.push(...warnBuilders(program));
  const given = new Map([
    ...(fieldsOf(named.get("generation_kwargs")) ?? []),
    ...(fieldsOf(run?.named.get("generation_kwargs")) ?? []),
  ]);
  const { extra_body: extraBody, extra_headers: extraHeaders, ...kwargs } = Object.fromEntries(given);
  const callback = run?.named.get("streaming_callback") ?? named.get("streaming_callback");
  const tools = readTools(
    run?.named.get("tools") ?? agent?.named.get("tools") ?? named.get("tools"),
    warnings,
  );
  const others = [...named.keys()].filter((name) => !ownParameters.has(name));
  const body: JsonObject = {
    model: toText(named.get("model")) ?? defaultModel,
    messages: [
      ...(system === undefined || isNone(system) ? [] : [toSystem(system, warnings)]),
      ...messages.flatMap((message) => toMessage(message, warnings)),
    ],
    ...(callback === undefined || isNone(callback) ? {} : { stream: true }),
    ...toKnownObject(new Map(Object.entries(kwargs)), "", warnings),
    ...(extraBody?.kind === "object" ? toKnownObject(extraBody.fields, "", warnings) : {}),
    ...(tools.length === 0 ? {} : { tools }),
  };
  const url = named.get("api_base_url");
  return createReadRequest({
    baseUrl: url === undefined ? toBaseUrl(defaultBaseUrl) : readBaseUrl(url, warnings),
    keyVariable: readSecret(named.get("api_key"), warnings),
    headers: toReadHeaders(extraHeaders, warnings),
    body,
    warnings: [...warnings, ...others.map((name) => `${name.slice(0, 60)} is not part of a lane.`)],
  });
}

/** The run of this generator that gives messages; else the first that is no other generator's, such as a pipeline's. */
function findRun(generator: Call, program: PythonProgram): Call | undefined {
  const runs = program
    .findCalls(/\.run(?:_async)?$/)
    .filter((call) => findMessages(call) !== null)
    .map((call) => ({ call, of: call.on ?? program.findAssigned(call.path.replace(/\.\w+$/, "")) }));
  const own = runs.find(({ of }) => isSame(of, generator));
  const isOther = (of: Literal | undefined) => of?.kind === "call" && generatorPattern.test(of.path);
  return (own ?? runs.find(({ of }) => !isOther(of)))?.call;
}

/** Haystack's Agent around this generator: it has a system prompt and tools of its own. */
function findAgent(generator: Call, program: PythonProgram): Call | undefined {
  return program
    .findCalls(/(?:^|\.)Agent$/)
    .find(({ named, first }) => isSame(named.get("chat_generator") ?? first ?? undefined, generator));
}

const isSame = (literal: Literal | undefined, { path, line }: Call & { line: number }) =>
  literal?.kind === "call" && literal.path === path && literal.line === line;

function toSystem(literal: Literal, warnings: string[]): JsonObject {
  return { role: "system", content: toKnownJson(literal, "system_prompt.text", warnings) ?? "" };
}

/** What a builder makes of its template, only the running pipeline knows. */
function warnBuilders(program: PythonProgram): string[] {
  return program
    .findCalls(/(?:^|\.)(?:Chat)?PromptBuilder$/)
    .map(({ path, line }) => `The template of ${path.slice(0, 60)} on line ${line} is not taken over.`);
}

const ownParameters = new Set([
  "api_key",
  "model",
  "streaming_callback",
  "api_base_url",
  "generation_kwargs",
  "tools",
]);

const isNone = (literal: Literal) => literal.kind === "primitive" && literal.value === null;

/** `Secret.from_env_var("X")`. A token in the code is told and left out. */
function readSecret(literal: Literal | undefined, warnings: string[]): string | null {
  if (literal === undefined) return defaultKeyVariable;
  if (literal.kind !== "call") return toKeyVariable(literal, warnings);
  const names = literal.first?.kind === "list" ? literal.first.items : [literal.first];
  if (literal.path.endsWith("from_env_var")) return toText(names[0] ?? undefined);
  return toKeyVariable(literal.first ?? undefined, warnings);
}

/** The list of ChatMessages among a call's arguments, however deep a pipeline wants it. */
function findMessages({ items, named }: Call): Literal[] | null {
  for (const literal of [...items, ...named.values()]) {
    const found = findIn(literal);
    if (found !== null) return found;
  }
  return null;
}

function findIn(literal: Literal): Literal[] | null {
  if (literal.kind === "list") {
    return literal.items.some(isMessage) ? literal.items : null;
  }
  const inner = literal.kind === "object" ? [...literal.fields.values()] : [];
  for (const field of inner) {
    const found = findIn(field);
    if (found !== null) return found;
  }
  return null;
}

const unreadMessage = { kind: "unknown", what: "made by the program" } as const;

const isMessage = (literal: Literal) =>
  literal.kind === "call" && /(?:^|\.)ChatMessage\.from_/.test(literal.path);

function toMessage(literal: Literal, warnings: string[]): JsonObject[] {
  if (literal.kind !== "call" || !isMessage(literal)) {
    toKnownJson(
      literal.kind === "unknown" ? literal : { ...literal, ...unreadMessage },
      "A message",
      warnings,
    );
    return [];
  }
  const { path, first, named } = literal;
  const role = path.slice(path.lastIndexOf("_") + 1);
  const text = first ?? named.get("text") ?? named.get("content");
  if (role === "tool") {
    const id = toCall(named.get("origin"), warnings)?.id ?? null;
    const result = toKnownJson(named.get("tool_result") ?? text ?? literal, "tool_result", warnings);
    return [{ role, tool_call_id: id, content: result ?? "" }];
  }
  const parts = fieldOfList(named.get("content_parts"));
  const content =
    parts === null
      ? text === undefined
        ? null
        : (toKnownJson(text, `ChatMessage.from_${role}`, warnings) ?? "")
      : parts.flatMap((part) => toPart(part, warnings));
  const calls = (fieldOfList(named.get("tool_calls")) ?? []).flatMap((call) => toCall(call, warnings) ?? []);
  return [{ role, content, ...(calls.length === 0 ? {} : { tool_calls: calls }) }];
}

function fieldOfList(literal: Literal | undefined): Literal[] | null {
  return literal?.kind === "list" ? literal.items : null;
}

/** `ImageContent(base64_image=…, mime_type=…)`, or a text. */
function toPart(part: Literal, warnings: string[]): JsonValue[] {
  if (part.kind === "call" && part.path.endsWith("ImageContent")) {
    const data = toText(part.named.get("base64_image") ?? part.first ?? undefined);
    const type = toText(part.named.get("mime_type")) ?? "image/png";
    if (data !== null) return [{ type: "image_url", image_url: { url: `data:${type};base64,${data}` } }];
  }
  const text = toKnownJson(part, "content_parts", warnings);
  return typeof text === "string" ? [{ type: "text", text }] : [];
}

/** `ToolCall(tool_name=…, arguments=…, id=…)`. */
function toCall(literal: Literal | undefined, warnings: string[]): JsonObject | null {
  if (literal?.kind !== "call" || !literal.path.endsWith("ToolCall")) return null;
  const { named } = literal;
  const given = named.get("arguments");
  const input = given === undefined ? {} : (toKnownJson(given, "arguments", warnings) ?? {});
  const name = toText(named.get("tool_name")) ?? "";
  return {
    id: toText(named.get("id")),
    type: "function",
    function: { name, arguments: JSON.stringify(input) },
  };
}

/** `Tool(name=…, description=…, parameters=…, function=…)`: the function stays in the program. */
function readTools(literal: Literal | undefined, warnings: string[]): JsonObject[] {
  if (literal === undefined || isNone(literal)) return [];
  const items = literal.kind === "call" ? fieldOfList(literal.first ?? undefined) : fieldOfList(literal);
  const tools = (items ?? []).map((tool) => (tool.kind === "call" ? tool.named : null));
  const known = tools.flatMap((named) => {
    const [name, parameters] = [toText(named?.get("name")), named?.get("parameters")];
    if (name === null || parameters === undefined) return [];
    const description = toText(named?.get("description"));
    return [
      {
        type: "function",
        function: {
          name,
          ...(description === null ? {} : { description }),
          parameters: toKnownJson(parameters, "parameters", warnings) ?? {},
        },
      },
    ];
  });
  if (items === null || known.length < tools.length)
    warnings.push(`Tools on line ${literal.line} are made by the program: left out.`);
  return known;
}
