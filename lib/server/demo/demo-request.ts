import "server-only";
import { z } from "zod";

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });
const contentSchema = z.union([z.string(), z.array(partSchema)]).nullish();

const messageSchema = z.looseObject({
  role: z.string(),
  content: contentSchema,
  tool_calls: z
    .array(
      z.looseObject({ id: z.string(), function: z.looseObject({ name: z.string(), arguments: z.string() }) }),
    )
    .nullish(),
  tool_call_id: z.string().nullish(),
});

const jsonSchema = z.record(z.string(), z.unknown());

const toolSchema = z.looseObject({
  function: z.looseObject({
    name: z.string(),
    description: z.string().nullish(),
    parameters: jsonSchema.nullish(),
  }),
});

/** The part of OpenAI's request that the demo models heed; the rest is ignored. */
const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  seed: z.int().nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z
    .union([z.string(), z.looseObject({ function: z.looseObject({ name: z.string() }).optional() })])
    .nullish(),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ schema: jsonSchema.nullish() }).nullish() })
    .nullish(),
});

export type DemoMessage = z.infer<typeof messageSchema>;
export type DemoTool = z.infer<typeof toolSchema>["function"];
export type JsonSchema = z.infer<typeof jsonSchema>;

export type DemoRequest = {
  model: string;
  messages: DemoMessage[];
  /** The text of the last user message. */
  prompt: string;
  stream: boolean;
  includeUsage: boolean;
  maxTokens: number;
  stop: string[];
  seed: number;
  tools: DemoTool[];
  /** `auto`, `none`, `required`, or the name of one tool. */
  toolChoice: string;
  /** The schema asked for; null when none was. */
  schema: JsonSchema | null;
};

/** The request in `body`, or what is wrong with it. */
export function parseDemoRequest(body: string): { request: DemoRequest } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { problem: "The request's body is not JSON." };
  }
  const parsed = requestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { problem: `${issue?.path.join(".") || "body"}: ${issue?.message ?? "is not valid"}` };
  }
  const { data } = parsed;
  const stop = data.stop ?? [];
  return {
    request: {
      model: data.model,
      messages: data.messages,
      prompt: messageText(data.messages.findLast((message) => message.role === "user")),
      stream: data.stream ?? false,
      includeUsage: data.stream_options?.include_usage ?? false,
      maxTokens: data.max_completion_tokens ?? data.max_tokens ?? Number.POSITIVE_INFINITY,
      stop: (typeof stop === "string" ? [stop] : stop).filter((text) => text !== ""),
      seed: data.seed ?? 0,
      tools: (data.tools ?? []).map((tool) => tool.function),
      toolChoice: readToolChoice(data.tool_choice),
      schema: data.response_format?.json_schema?.schema ?? null,
    },
  };
}

/** The text of a message; what is not text is named in brackets. */
export function messageText(message: DemoMessage | undefined): string {
  const content = message?.content ?? "";
  if (typeof content === "string") return content;
  return content.map((part) => part.text ?? `[${part.type}]`).join("\n");
}

function readToolChoice(choice: z.infer<typeof requestSchema>["tool_choice"]): string {
  if (typeof choice === "string") return choice;
  return choice?.function?.name ?? "auto";
}
