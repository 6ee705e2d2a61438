import "server-only";
import { z } from "zod";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { searchModels } from "@/lib/catalogue/search-models";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { getCatalogue } from "@/lib/server/providers/get-catalogue";
import { calculate } from "@/lib/tools/calculate";
import type { BuiltInToolName } from "@/lib/tools/lane-tool";

type BuiltInTool = { description: string; parameters: JsonObject; call: (input: unknown) => JsonValue };

const mostModels = 10;

/** The arguments as the schema has them. @throws Error naming what is wrong, for the model to mend */
function read<Value>(schema: z.ZodType<Value>, input: unknown): Value {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(
    `The arguments do not fit: ${issue?.path.join(".") || "they"} ${issue?.message ?? ""}`.trim(),
  );
}

const timeInput = z.object({ timezone: z.string().max(60).nullish() });
const sumInput = z.object({ expression: z.string() });
const searchInput = z.object({ query: z.string().max(200), limit: z.int().min(1).max(mostModels).nullish() });

function tellTime(input: unknown): JsonValue {
  const now = new Date();
  const timeZone = read(timeInput, input).timezone ?? "UTC";
  try {
    const local = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long", timeZone }).format(
      now,
    );
    return { utc: now.toISOString(), timezone: timeZone, local };
  } catch {
    throw new Error(`"${timeZone}" is no time zone. Use an IANA name such as Europe/Berlin.`);
  }
}

/** null is "not stated", as everywhere. */
function toFacts(model: CatalogueModel): JsonValue {
  const { prices } = model;
  return {
    ref: model.ref,
    name: model.name,
    contextTokens: model.contextTokens,
    maxOutputTokens: model.maxOutputTokens,
    inputUsdPerMTok: prices.inputUsdPerMTok,
    outputUsdPerMTok: prices.outputUsdPerMTok,
    imageInput: model.imageInput,
    toolUse: model.toolUse,
    reasoning: model.reasoning,
    source: model.source,
    sourceDate: model.sourceDate,
  };
}

function search(input: unknown): JsonValue {
  const { query, limit } = read(searchInput, input);
  const { models, providers } = getCatalogue();
  const providerNames = new Map(providers.map(({ id, name }) => [id, name]));
  const found = searchModels({ models, providerNames, query });
  return { found: found.length, models: found.slice(0, limit ?? 5).map(({ model }) => toFacts(model)) };
}

/** The tools that need nobody else. */
export const builtInTools: Readonly<Record<BuiltInToolName, BuiltInTool>> = {
  current_time: {
    description: "The current date and time.",
    parameters: {
      type: "object",
      properties: {
        timezone: { type: "string", description: "IANA time zone such as Europe/Berlin. UTC if left out." },
      },
      additionalProperties: false,
    },
    call: tellTime,
  },
  calculator: {
    description:
      "Evaluates an arithmetic expression: + - * / % ^, brackets, pi, e, sqrt, log, sin, min, max and so on.",
    parameters: {
      type: "object",
      properties: { expression: { type: "string", description: "For example (3 + 4) * 2 ^ 10" } },
      required: ["expression"],
      additionalProperties: false,
    },
    call: (input) => {
      const { expression } = read(sumInput, input);
      return { expression, result: calculate(expression) };
    },
  },
  search_models: {
    description:
      "Searches a catalogue of language models: context, maximum output, prices in USD per million tokens, abilities. null means not stated.",
    parameters: {
      type: "object",
      properties: {
        query: { type: "string", description: "Words of a model's name, family or provider" },
        limit: {
          type: "integer",
          minimum: 1,
          maximum: mostModels,
          description: "How many models; 5 if left out",
        },
      },
      required: ["query"],
      additionalProperties: false,
    },
    call: search,
  },
};
