import type { JsonValue } from "@/lib/json-value";
import { exportGenerator } from "./export-generator";
import { defaultBaseUrl, type InitParameters, type MetaLlamaGenerator } from "./meta-llama-generator";
import { toPythonLiteral, toPythonString } from "./python-literal";
import { toPythonFunction, toPythonTools } from "./to-python-tools";

export type PythonExport = {
  generator: MetaLlamaGenerator;
  /** What the example asks. */
  prompt?: string;
  /** The system prompt, said as the first message. */
  instructions?: string | null;
  /** The whole conversation as Python expressions, in the place of prompt and system prompt. */
  messages?: string[];
  /** Further import lines that the messages and parameters need. */
  imports?: string[];
  /** Arguments of the generator that are no plain values, e.g. `generation_kwargs` that read a variable. */
  ownArguments?: Record<string, string>;
};

const header = `# pip install haystack-ai meta-llama-haystack
# The package meta-llama-haystack was archived on 2026-07-07, after Meta shut the Llama API down on 2026-07-06:
# point api_base_url at a host that still serves the model.`;

/** "Copy as Python": a program that makes the same generator and asks it once. It names the key's variable only. */
export function toHaystackPython({
  generator,
  prompt = "Hello!",
  instructions = null,
  messages: given,
  imports: ownImports = [],
  ownArguments = {},
}: PythonExport): string {
  exportGenerator(generator);
  const parameters = generator.init_parameters;
  const callback = toPythonFunction(parameters.streaming_callback);
  const tools = parameters.tools === null ? null : toPythonTools(parameters.tools);
  const hasUnwrittenTools = parameters.tools !== null && tools === null;
  const imports = [
    "from haystack.dataclasses import ChatMessage",
    "from haystack.utils import Secret",
    "from haystack_integrations.components.generators.meta_llama import MetaLlamaChatGenerator",
    ...(callback?.imports ?? []),
    ...(tools?.imports ?? []),
    ...ownImports,
  ];
  const parameterCodes = [
    `api_key=${toSecret(parameters.api_key)}`,
    `model=${toPythonString(parameters.model)}`,
    ...(callback === null ? [] : [`streaming_callback=${callback.code}`]),
    ...toArguments(parameters),
    ...(tools === null ? [] : [`tools=${tools.code}`]),
    ...Object.entries(ownArguments).map(([name, code]) => `${name}=${code}`),
  ];
  const messages = given ?? [
    ...(instructions === null ? [] : [`ChatMessage.from_system(${toPythonString(instructions)})`]),
    `ChatMessage.from_user(${toPythonString(prompt)})`,
  ];
  return `${header}
${[...new Set(imports)].toSorted().join("\n")}

${hasUnwrittenTools ? "# Its tools can be made in Python only: load the pipeline's YAML to keep them.\n" : ""}generator = MetaLlamaChatGenerator(
${parameterCodes.map((argument) => `    ${argument},\n`).join("")})

messages = [
${messages.map((message) => `    ${message},\n`).join("")}]
print(generator.run(messages)["replies"][0].text)
`;
}

function toSecret({ env_vars: names, strict }: InitParameters["api_key"]): string {
  const [first, second] = names;
  const named = second === undefined ? first : names;
  return `Secret.from_env_var(${toPythonLiteral(named ?? [])}${strict ? "" : ", strict=False"})`;
}

/** What differs from the component's own defaults; parameters of other versions too, where they can be written. */
function toArguments(parameters: InitParameters): string[] {
  const { api_key, model, streaming_callback, tools, api_base_url, generation_kwargs, ...rest } = parameters;
  const given: [string, JsonValue][] = [
    ...(api_base_url === defaultBaseUrl ? [] : [["api_base_url", api_base_url] as [string, JsonValue]]),
    ...(Object.keys(generation_kwargs).length === 0
      ? []
      : [["generation_kwargs", generation_kwargs] as [string, JsonValue]]),
    ...(Object.entries(rest) as [string, JsonValue][]),
  ];
  return given
    .filter(([name, value]) => (value !== null || name === "api_base_url") && /^[A-Za-z_]\w*$/.test(name))
    .map(([name, value]) => `${name}=${toPythonLiteral(value, 1)}`);
}
