import { createGenerator, defaultBaseUrl } from "@/lib/haystack/meta-llama-generator";
import { toPythonLiteral, toPythonString } from "@/lib/haystack/python-literal";
import { toHaystackPython } from "@/lib/haystack/to-haystack-python";
import type { JsonObject } from "@/lib/json-value";
import { toHaystackMessages } from "./haystack-messages";
import { toOpenaiArguments } from "./openai-arguments";
import { toPythonHeaders } from "./python-headers";
import type { CallableRequest, WrittenRequest } from "./written-request";

/** The request of Haystack's MetaLlamaChatGenerator, which sends with the package `openai`. */
export function toHaystack({
  providerId,
  baseUrl,
  keyVariable,
  headers,
  body,
}: CallableRequest): WrittenRequest {
  const { model, messages, stream, ...fields } = body;
  const { known, others } = toOpenaiArguments(fields);
  const variable = keyVariable ?? `${providerId.toUpperCase().replaceAll("-", "_")}_API_KEY`;
  const said = toHaystackMessages(messages);
  const kwargs: JsonObject = {
    ...known,
    ...(Object.keys(others).length === 0 ? {} : { extra_body: others }),
  };
  const ownHeaders = headers.length === 0 ? null : toPythonHeaders(headers, 2);
  return {
    code: toHaystackPython({
      generator: createGenerator({
        api_key: { type: "env_var", env_vars: [variable], strict: true },
        model: String(model),
        api_base_url: `${baseUrl}/` === defaultBaseUrl ? defaultBaseUrl : baseUrl,
      }),
      messages: said.messages,
      imports: [
        ...said.imports,
        ...(headers.some((header) => "variable" in header) ? ["import os"] : []),
        ...(stream === true ? [streamingImport] : []),
      ],
      ownArguments: {
        ...(stream === true ? { streaming_callback: "print_streaming_chunk" } : {}),
        ...(Object.keys(kwargs).length === 0 && ownHeaders === null
          ? {}
          : { generation_kwargs: toKwargs(kwargs, ownHeaders) }),
      },
    }),
    warnings: [
      ...said.warnings,
      ...(keyVariable === null
        ? [`${providerId} needs no key, but the component does: set ${variable} to any text.`]
        : []),
    ],
  };
}

const streamingImport = "from haystack.components.generators.utils import print_streaming_chunk";

function toKwargs(kwargs: JsonObject, headers: string | null): string {
  const entries = Object.entries(kwargs).map(
    ([name, value]) => `        ${toPythonString(name)}: ${toPythonLiteral(value, 2)},\n`,
  );
  const all = headers === null ? entries : [...entries, `        "extra_headers": ${headers},\n`];
  return `{\n${all.join("")}    }`;
}
