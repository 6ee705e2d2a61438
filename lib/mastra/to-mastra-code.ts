import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { parseModelRef } from "@/lib/model-ref";
import { type ProviderAddress, requireAddress } from "@/lib/providers/provider-address";
import { toMastraId } from "./mastra-providers";
import type { ContextRule } from "./read-context-rule";
import { toScriptLiteral, toScriptString } from "./script-literal";

export type MastraExport = {
  name: string;
  model: string;
  settings: LaneSettings;
  /** Where providers are that are not built in, and those that shall be asked elsewhere, by id. */
  addresses?: Readonly<Record<string, ProviderAddress>>;
  /** Models for certain requests; `model` is the default. */
  choices?: (ContextRule & { model: string })[];
  /** What the agent is asked; greetings else. */
  ask?: { messages: JsonValue[] };
  /** A provider that the program makes itself, in the place of Mastra's router. */
  own?: { imports: string; provider: string; modelId: string };
  /** The headers as an expression, where it is more than `settings` can say. */
  headersCode?: string;
};

/**
 * "Copy as Mastra": a program that runs on the current @mastra/core. It names the keys' variables only.
 * @throws AppError `unknown_provider` when nobody says where a provider is
 */
export function toMastraCode(agent: MastraExport): string {
  const { name, model, settings, addresses = {}, choices = [], ask, own, headersCode } = agent;
  const toModel = (ref: string) =>
    own === undefined
      ? toModelCode({ ref, settings, addresses, headersCode })
      : `provider(${toScriptString(own.modelId)})`;
  const context = choices.length === 0 ? "" : ", { requestContext }";
  const fields = [
    `id: ${toScriptString(toId(name))}`,
    `name: ${toScriptString(name)}`,
    `instructions: ${toScriptString(settings.instructions ?? "")}`,
    `model: ${choices.length === 0 ? toModel(model) : toChoiceCode({ model, choices, toModel })}`,
    ...toOptions(model, settings),
  ];
  const parts = [
    [
      'import { Agent } from "@mastra/core/agent";',
      ...(context === "" ? [] : [contextImport]),
      ...(own === undefined ? [] : [own.imports]),
    ].join("\n"),
    ...(own === undefined ? [] : [own.provider]),
    `const agent = new Agent({\n${fields.map((field) => `  ${field},\n`).join("")}});`,
    ...(context === "" ? [] : [toContextCode(choices)]),
    ...(settings.stream === true ? [] : [toGenerateCode(context, ask)]),
    ...(settings.stream === false ? [] : [toStreamCode(context, ask)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

const contextImport = 'import { RequestContext } from "@mastra/core/request-context";';

function toId(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return id === "" ? "agent" : id;
}

type ModelToWrite = {
  ref: string;
  settings: LaneSettings;
  addresses: Readonly<Record<string, ProviderAddress>>;
  headersCode?: string | undefined;
};

/** A plain string where Mastra's router knows the provider; the address and the key's variable where it does not. */
function toModelCode({ ref, settings, addresses, headersCode }: ModelToWrite): string {
  const { providerId, modelId } = parseModelRef(ref);
  const { headers } = settings;
  const given = Object.hasOwn(addresses, providerId) ? addresses[providerId] : undefined;
  const id = toMastraId(providerId);
  if (given === undefined && id !== null) {
    const written = `${id}/${modelId}`;
    return headers === undefined ? toScriptString(written) : toScriptLiteral({ id: written, headers }, 1);
  }
  const { baseUrl, keyVariable } = given ?? requireAddress(providerId);
  const fields = [
    `providerId: ${toScriptString(id ?? providerId)}`,
    `modelId: ${toScriptString(modelId)}`,
    `url: ${toScriptString(baseUrl)}`,
    // The package wants some key; a server that needs none ignores it.
    `apiKey: ${keyVariable === null ? '""' : toVariable(keyVariable)}`,
    ...(headersCode === undefined ? [] : [`headers: ${headersCode}`]),
    ...(headers === undefined ? [] : [`headers: ${toScriptLiteral(headers, 2)}`]),
  ];
  return `{\n${fields.map((field) => `    ${field},\n`).join("")}  }`;
}

function toVariable(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `process.env.${name}` : `process.env[${toScriptString(name)}]`;
}

type Choice = Pick<MastraExport, "model"> & {
  choices: (ContextRule & { model: string })[];
  toModel: (ref: string) => string;
};

function toChoiceCode({ model, choices, toModel }: Choice): string {
  const tests = choices.map(
    ({ key, equals, model: chosen }) =>
      `    if (requestContext.get(${toScriptString(key)}) === ${toScriptString(equals)}) return ${toModel(chosen)};\n`,
  );
  return `({ requestContext }) => {\n${tests.join("")}    return ${toModel(model)};\n  }`;
}

function toContextCode(choices: ContextRule[]): string {
  const [first] = choices;
  const set =
    first === undefined
      ? ""
      : `\nrequestContext.set(${toScriptString(first.key)}, ${toScriptString(first.equals)});`;
  return `const requestContext = new RequestContext();${set}`;
}

function toGenerateCode(context: string, ask: MastraExport["ask"]): string {
  return `// Generate a response
const response = await agent.generate(${toQuestion(ask, "Hello!")}${context});
console.log(response.text);`;
}

function toStreamCode(context: string, ask: MastraExport["ask"]): string {
  return `// Stream a response
const stream = await agent.stream(${toQuestion(ask, "Tell me a story.")}${context});
for await (const chunk of stream.textStream) {
  process.stdout.write(chunk);
}`;
}

function toQuestion(ask: MastraExport["ask"], greeting: string): string {
  return ask === undefined ? toScriptString(greeting) : toScriptLiteral(ask.messages);
}

function toOptions(model: string, settings: LaneSettings): string[] {
  const { instructions, stream, headers, body, reasoningEffort, ...modelSettings } = settings;
  const { providerId } = parseModelRef(model);
  const own: JsonObject = { ...(reasoningEffort === undefined ? {} : { reasoningEffort }), ...body };
  const options = {
    ...(Object.keys(modelSettings).length === 0 ? {} : { modelSettings: modelSettings as JsonValue }),
    ...(Object.keys(own).length === 0
      ? {}
      : { providerOptions: { [toMastraId(providerId) ?? providerId]: own } }),
  };
  return Object.keys(options).length === 0 ? [] : [`defaultOptions: ${toScriptLiteral(options, 1)}`];
}
