import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";
import { isJsonObject } from "@/lib/json-value";
import { type Literal, type ObjectLiteral, toJson, toText } from "./literal";

export type ReadSettings = { settings: LaneSettings; warnings: string[] };

/** Mastra's names for model settings, of its versions 0 and 1, and ours. */
const settingByName: Readonly<Record<string, keyof LaneSettings>> = {
  temperature: "temperature",
  topP: "topP",
  maxOutputTokens: "maxOutputTokens",
  maxTokens: "maxOutputTokens",
  stopSequences: "stopSequences",
  seed: "seed",
  presencePenalty: "presencePenalty",
  frequencyPenalty: "frequencyPenalty",
};

const optionNames = [
  "defaultGenerateOptions",
  "defaultStreamOptions",
  "defaultVNextStreamOptions",
  "defaultOptions",
];

/** What an agent's instructions and default options set. */
export function readSettings({ fields }: ObjectLiteral): ReadSettings {
  const instructions = readInstructions(fields.get("instructions"));
  const options = optionNames.map((name) => fields.get(name)).filter((option) => option !== undefined);
  const read = options.map(readOptions);
  const settings: LaneSettings = Object.assign(
    {},
    instructions.settings,
    ...read.map((each) => each.settings),
  );
  return { settings, warnings: [...instructions.warnings, ...read.flatMap((each) => each.warnings)] };
}

function readInstructions(literal: Literal | undefined): ReadSettings {
  if (literal === undefined) return { settings: {}, warnings: [] };
  const text = toInstructions(literal);
  if (text === null) {
    return {
      settings: {},
      warnings: [`The instructions on line ${literal.line} are not written out; they are left out.`],
    };
  }
  return { settings: text === "" ? {} : { instructions: text }, warnings: [] };
}

/** A text, a message, or a list of either. */
function toInstructions(literal: Literal): string | null {
  if (literal.kind === "object") return toText(literal.fields.get("content"));
  if (literal.kind !== "list") return toText(literal);
  const texts = literal.items.map(toInstructions);
  return texts.every((text) => text !== null) ? texts.join("\n\n") : null;
}

function readOptions(options: Literal): ReadSettings {
  if (options.kind !== "object") {
    return { settings: {}, warnings: [`The default options on line ${options.line} are not written out.`] };
  }
  const { modelSettings, providerOptions, ...others } = Object.fromEntries(options.fields);
  const flat = Object.entries(others);
  const nested = modelSettings?.kind === "object" ? [...modelSettings.fields] : [];
  const read = [...flat, ...nested].map(([name, literal]) => readSetting(name, literal));
  const provider = readProviderOptions(providerOptions);
  return {
    settings: Object.assign({}, ...read.map((each) => each.settings), provider.settings),
    warnings: [...read.flatMap((each) => each.warnings), ...provider.warnings],
  };
}

function readSetting(name: string, literal: Literal): ReadSettings {
  const setting = Object.hasOwn(settingByName, name) ? settingByName[name] : undefined;
  const value = toJson(literal);
  const parsed =
    setting === undefined || value === undefined ? null : laneSettingsSchema.safeParse({ [setting]: value });
  if (parsed?.success) return { settings: parsed.data, warnings: [] };
  return {
    settings: {},
    warnings: [`The option ${name.slice(0, 60)} on line ${literal.line} is not taken over.`],
  };
}

/** The options of the one provider there is: what is no setting of ours is a field of the request's body. */
function readProviderOptions(literal: Literal | undefined): ReadSettings {
  if (literal === undefined) return { settings: {}, warnings: [] };
  const value = toJson(literal);
  const providers = isJsonObject(value) ? Object.values(value) : [];
  const [options, other] = providers;
  if (!isJsonObject(options) || other !== undefined) {
    return { settings: {}, warnings: [`The providerOptions on line ${literal.line} are not taken over.`] };
  }
  const { reasoningEffort, ...body } = options;
  const parsed = laneSettingsSchema.safeParse({
    ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
    ...(Object.keys(body).length === 0 ? {} : { body }),
  });
  return parsed.success
    ? { settings: parsed.data, warnings: [] }
    : { settings: { body: options }, warnings: [] };
}
