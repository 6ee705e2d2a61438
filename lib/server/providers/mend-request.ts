import "server-only";

type Body = Record<string, unknown>;
type Mended = { body: Body; notices: string[] };

/** What only one provider's service refuses in a request, and what is sent in its place. */
const rules: Readonly<Record<string, (body: Body) => Mended>> = {
  // The Llama API knows `json_schema` and plain text only, and refuses a null.
  llama: (body) => {
    const { response_format: format, ...rest } = body;
    if (format === null) return { body: rest, notices: [] };
    if (!isJsonObjectFormat(format)) return { body, notices: [] };
    const anyObject = { type: "json_schema", json_schema: { name: "object", schema: { type: "object" } } };
    return {
      body: { ...rest, response_format: anyObject },
      notices: [
        "The Llama API has no response format json_object: a json_schema that any object fits was sent instead.",
      ],
    };
  },
  // The Meta Model API has another name for the limit.
  meta: (body) => {
    const { max_tokens: limit, ...rest } = body;
    return limit === undefined
      ? { body, notices: [] }
      : { body: { max_completion_tokens: limit, ...rest }, notices: [] };
  },
};

/** The body as the provider takes it; a change of meaning comes with a notice for the reader. */
export function mendRequest(providerId: string, body: Body): Mended {
  const rule = Object.hasOwn(rules, providerId) ? rules[providerId] : undefined;
  return rule?.(body) ?? { body, notices: [] };
}

function isJsonObjectFormat(format: unknown): boolean {
  return typeof format === "object" && format !== null && "type" in format && format.type === "json_object";
}
