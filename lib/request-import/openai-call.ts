import { importError } from "@/lib/import-error";
import type { JsonObject } from "@/lib/json-value";
import { type Literal, toText } from "@/lib/mastra/literal";
import { toBaseUrl } from "@/lib/providers/base-url";
import { findClientPlace } from "./client-place";
import { toKeyVariable, toKnownObject, toReadHeaders } from "./known-json";
import { createReadRequest, type ReadRequest } from "./read-request";

/** Where the package `openai` sends to by itself. */
export const openaiBaseUrl = "https://api.openai.com/v1";

export const responsesError =
  "This asks the Responses API, which is not read here: write it with client.chat.completions.create.";

/** The client that a call is made on; null when the text does not show it. */
export type OpenaiClient = {
  /** `OpenAI`, or that of another package with the same calls. */
  className: string;
  /** What it was made with, under the names of JavaScript. */
  options: ReadonlyMap<string, Literal>;
} | null;

export type OpenaiCall = {
  line: number;
  client: OpenaiClient;
  /** The request's fields, as they go on the wire. */
  fields: ReadonlyMap<string, Literal>;
  /** What goes beside them. */
  extraBody?: Literal | undefined;
  extraHeaders?: Literal | undefined;
  isStream?: boolean;
};

/** @throws AppError with the line of a call whose messages are not written out */
export function readOpenaiCall(call: OpenaiCall): ReadRequest {
  const warnings: string[] = [];
  const body: JsonObject = {
    ...toKnownObject(call.fields, "", warnings),
    ...(call.extraBody?.kind === "object" ? toKnownObject(call.extraBody.fields, "", warnings) : {}),
    ...(call.isStream === true ? { stream: true } : {}),
  };
  if (call.extraBody !== undefined && call.extraBody.kind !== "object")
    warnings.push(`The extra body on line ${call.extraBody.line} is not written out: left out.`);
  if (!Array.isArray(body.messages)) {
    throw importError("The messages of this call are not written out here: write messages as a list.", {
      line: call.line,
    });
  }
  const client = readClient(call.client, warnings);
  return createReadRequest({
    ...client,
    headers: [...client.headers, ...toReadHeaders(call.extraHeaders, warnings)],
    body,
    warnings,
  });
}

/** Options of a client that say something of the request; the others are the program's own. */
function readClient(client: OpenaiClient, warnings: string[]) {
  const get = (name: string) => client?.options.get(name);
  const headers = toReadHeaders(get("defaultHeaders"), warnings);
  for (const [name, header] of [
    ["organization", "OpenAI-Organization"],
    ["project", "OpenAI-Project"],
  ] as const) {
    const literal = get(name);
    const value = toText(literal);
    if (value !== null) headers.push({ name: header, value });
    else if (literal?.kind === "variable") headers.push({ name: header, variable: literal.name });
  }
  return {
    baseUrl: readPlace(client, warnings),
    keyVariable: toKeyVariable(get("apiKey"), warnings),
    headers,
  };
}

/** The address that the client was given, else that of its class. */
function readPlace(client: OpenaiClient, warnings: string[]): string | null {
  if (client === null) return null;
  const { className, options } = client;
  const given = options.get("baseURL") ?? options.get("azureEndpoint");
  if (given !== undefined && !isNull(given)) return readBaseUrl(given, warnings);
  const own = findClientPlace(className);
  if (own === null) warnings.push(`Where ${className.slice(0, 60)}(…) sends to is not known here.`);
  return own;
}

const isNull = (literal: Literal) => literal.kind === "primitive" && literal.value === null;

/** The address, or the package's own one; null where only running the program would tell. */
export function readBaseUrl(literal: Literal | undefined, warnings: string[]): string | null {
  if (literal === undefined || isNull(literal)) return openaiBaseUrl;
  const isDefault = literal.kind === "variable" && literal.fallback !== undefined;
  const text = toText(isDefault ? literal.fallback : literal);
  if (text !== null && isDefault)
    warnings.push(`The address is read from ${literal.name}: the one that stands beside it is taken.`);
  if (text !== null) return toBaseUrl(text);
  warnings.push(
    literal.kind === "variable"
      ? `The address is read from ${literal.name}; it is not taken over.`
      : `The address on line ${literal.line} is not written out; it is not taken over.`,
  );
  return null;
}

/** What can be read of several calls; when nothing can, why the first cannot. */
export function readEach<Call>(calls: readonly Call[], read: (call: Call) => ReadRequest): ReadRequest[] {
  const failures: unknown[] = [];
  const requests = calls.flatMap((call) => {
    try {
      return [read(call)];
    } catch (error) {
      failures.push(error);
      return [];
    }
  });
  if (requests.length === 0 && failures.length > 0) throw failures[0];
  const unread = failures.length;
  if (unread === 0) return requests;
  const words = unread === 1 ? "Another call" : `${unread} other calls`;
  return requests.map((request) => ({
    ...request,
    warnings: [
      ...request.warnings,
      `${words} of this text cannot be read: what is asked there is not written out.`,
    ],
  }));
}
