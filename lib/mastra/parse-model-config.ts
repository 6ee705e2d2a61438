import { headerNameSchema, headerTextSchema, isNoCredential } from "@/lib/header-schema";
import { importError } from "@/lib/import-error";
import { formatModelRef } from "@/lib/model-ref";
import { toShownUrl } from "@/lib/providers/find-provider-by-url";
import { tokenVariable } from "@/lib/request-code/through-gateway";
import { chooseProvider, type NamedModel } from "./choose-provider";
import { type Literal, type ObjectLiteral, readVariableText, toText } from "./literal";
import { findProvider } from "./mastra-providers";

/** A model as Mastra's router takes it. */
export type MastraModel = {
  /** null when nothing tells which provider it is. */
  providerId: string | null;
  modelId: string;
  /** null when the provider is not known. */
  ref: string | null;
  /** The address it names, without user and password; null when it names none. */
  url: string | null;
  /** The name of the variable that holds the key; null when none is needed or known. */
  keyVariable: string | null;
  headers: Record<string, string>;
  warnings: string[];
};

/**
 * Reads a model of any form that Mastra's documents use: a string, an object with `id`, with `providerId` and `modelId`, or
 * with `url` and `modelId`.
 * @throws AppError with the line for what is no model, and for a key that is written out
 */
export function parseModelConfig(literal: Literal): MastraModel {
  const text = toText(literal);
  if (text !== null)
    return toModel(splitRef(text, literal.line), { url: null, keyVariable: null, headers: {}, warnings: [] });
  if (literal.kind === "call") return readProviderCall(literal);
  if (literal.kind !== "object") {
    const what =
      literal.kind === "unknown"
        ? literal.what
        : literal.kind === "template"
          ? "a template with an expression in it"
          : "no text and no object";
    throw importError(`The model is ${what}: write it as "provider/model-id".`, { line: literal.line });
  }
  return readObject(literal);
}

type Surroundings = Pick<MastraModel, "url" | "keyVariable" | "headers" | "warnings">;

function toModel({ providerId, modelId, warnings }: NamedModel, around: Surroundings): MastraModel {
  const provider = providerId === null ? null : findProvider(providerId);
  const id = provider?.id ?? providerId;
  const own = provider?.keyVariables ?? [];
  const isOther =
    around.keyVariable !== null &&
    around.keyVariable !== tokenVariable &&
    own.length > 0 &&
    !own.includes(around.keyVariable);
  return {
    providerId: id,
    modelId,
    ref: id === null ? null : formatModelRef({ providerId: id, modelId }),
    url: around.url,
    keyVariable: around.keyVariable ?? own[0] ?? null,
    headers: around.headers,
    warnings: [
      ...warnings,
      ...(id !== null && provider === null
        ? [`"${id}" is not built in here: it works when the operator has added it.`]
        : []),
      ...(isOther
        ? [`The key is read from ${around.keyVariable}; this server reads ${own.join(" or ")}.`]
        : []),
      ...around.warnings,
    ],
  };
}

function splitRef(ref: string, line: number): NamedModel {
  const slash = ref.indexOf("/");
  if (slash < 1 || slash === ref.length - 1 || /[\s\p{Cc}]/u.test(ref)) {
    throw importError('The model has no provider: write it as "provider/model-id".', { line });
  }
  return { providerId: ref.slice(0, slash), modelId: ref.slice(slash + 1), warnings: [] };
}

/** `openai("gpt-4o")`, a model of the AI SDK. */
function readProviderCall({ name, first, line }: Extract<Literal, { kind: "call" }>): MastraModel {
  const modelId = first === null ? null : toText(first);
  if (modelId === null || findProvider(name) === null) {
    throw importError('The model is made by a call: write it as "provider/model-id".', { line });
  }
  const around = {
    url: null,
    keyVariable: null,
    headers: {},
    warnings: [`${name}(…) is read as the provider ${name}.`],
  };
  return toModel({ providerId: name, modelId, warnings: [] }, around);
}

function readObject(config: ObjectLiteral): MastraModel {
  const { fields, line } = config;
  const around: Surroundings = {
    ...readUrl(fields.get("url")),
    ...readKey(fields.get("apiKey")),
    headers: {},
    warnings: [],
  };
  const headers = readHeaders(fields.get("headers"));
  const url = around.url;
  const named = chooseProvider({
    id: toText(fields.get("id")),
    providerId: toText(fields.get("providerId")),
    modelId: toText(fields.get("modelId")),
    url,
  });
  if (named === null) {
    throw importError(
      'The model needs id: "provider/model-id", or providerId and modelId, or url and modelId.',
      { line },
    );
  }
  const warnings = [...warnUrl(fields.get("url"), url), ...headers.warnings, ...warnFields(fields)];
  return toModel(named, { ...around, headers: headers.taken, warnings });
}

function readUrl(literal: Literal | undefined): { url: string | null } {
  const text = toText(literal);
  return { url: text === null ? null : toShownUrl(text) };
}

function warnUrl(literal: Literal | undefined, url: string | null): string[] {
  if (literal === undefined || url !== null) return [];
  if (literal.kind === "variable") return [`The address is read from ${literal.name}; it is not taken over.`];
  return ["The url is no web address that can be read here; it is not taken over."];
}

function readKey(literal: Literal | undefined): { keyVariable: string | null } {
  if (literal?.kind === "variable") return { keyVariable: literal.name };
  const text = toText(literal);
  if (text === null || text === "") return { keyVariable: null };
  const name = readVariableText(text);
  if (name !== null) return { keyVariable: name };
  throw rawKey("apiKey", literal?.line);
}

function rawKey(path: string, line = 1) {
  return importError(
    "holds a raw key, which is not taken. Write process.env.LLAMA_API_KEY and set the variable on the server.",
    { path, line },
  );
}

function readHeaders(literal: Literal | undefined): { taken: Record<string, string>; warnings: string[] } {
  const fields = literal?.kind === "object" ? [...literal.fields] : [];
  const taken: [string, string][] = [];
  const warnings: string[] =
    literal === undefined || literal.kind === "object" ? [] : ["The headers are not written out here."];
  for (const [name, value] of fields) {
    const text = toText(value);
    if (text !== null && !isNoCredential(name)) throw rawKey(`headers.${name.slice(0, 60)}`, value.line);
    const isHeader = headerNameSchema.safeParse(name).success && headerTextSchema.safeParse(text).success;
    if (text !== null && isHeader) taken.push([name, text]);
    else warnings.push(`The header ${name.slice(0, 60)} is not taken over.`);
  }
  return { taken: Object.fromEntries(taken), warnings };
}

const ownFields = new Set(["id", "providerId", "modelId", "url", "apiKey", "headers"]);

function warnFields(fields: ObjectLiteral["fields"]): string[] {
  const others = [...fields.keys()].filter((name) => !ownFields.has(name));
  return others.length === 0 ? [] : [`Of the model ${others.join(", ").slice(0, 200)} is not taken over.`];
}
