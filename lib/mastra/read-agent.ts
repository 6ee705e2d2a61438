import type { LaneSettings } from "@/lib/chats/lane-settings";
import { importError } from "@/lib/import-error";
import type { Constants } from "./find-constants";
import { type Literal, type ObjectLiteral, toText } from "./literal";
import { type MastraModel, parseModelConfig } from "./parse-model-config";
import type { ContextRule } from "./read-context-rule";
import { readModelChoice } from "./read-model-choice";
import { readSettings } from "./read-settings";
import { findScriptProvider, type ScriptProvider } from "./script-providers";

/** A model that a function of the agent may choose. */
export type MastraCandidate = {
  /** null when its provider is not known. */
  model: string | null;
  /** The source of what must hold; null for the default. */
  condition: string | null;
  rule: ContextRule | null;
};

/** An agent as a lane. */
export type MastraLane = {
  name: string;
  /** null when its provider is not known: the lane then keeps the model it has. */
  model: string | null;
  settings: LaneSettings;
  /** All that a dynamic model may be, the default first; empty for a model that is always the same. */
  candidates: MastraCandidate[];
  warnings: string[];
  /** What it is asked; absent when it is not asked. */
  asked?: Literal;
  /** Fields that a provider of the program's own adds to every body. */
  extraBody?: ObjectLiteral;
};

export type AgentSource = {
  config: ObjectLiteral;
  /** The text that the config's line and nodes belong to. */
  code: string;
  constants: Constants;
};

/** @throws AppError with the line for an agent without a model that can be read */
export function readAgent({ config, code, constants }: AgentSource): MastraLane {
  const { fields } = config;
  const name = toText(fields.get("name")) ?? toText(fields.get("id")) ?? "agent";
  const literal = fields.get("model");
  if (literal === undefined) {
    throw importError(`The agent "${name.slice(0, 80)}" has no model.`, { line: config.line });
  }
  const own = literal.kind === "call" ? findScriptProvider(literal.name, constants) : null;
  const model = readModel(own === null ? literal : toConfig(literal, own), { code, constants });
  const { settings, warnings } = readSettings(config);
  const lane = toLane({
    name,
    ...model,
    settings,
    warnings: [...model.warnings, ...warnings, ...warnFields(fields)],
  });
  return own === null || own.extraBody === null ? lane : { ...lane, extraBody: own.extraBody };
}

/** `provider("id")` with a provider that the program makes, as a model config says it. */
function toConfig(literal: Literal, { providerId, options }: ScriptProvider): Literal {
  const id = literal.kind === "call" ? literal.first : null;
  const given = options?.fields;
  const text = (value: string): Literal => ({ kind: "primitive", line: literal.line, value });
  const name = given?.get("name") ?? (providerId === null ? undefined : text(providerId));
  const entries: [string, Literal | null | undefined][] = [
    ["providerId", name],
    ["modelId", id],
    ["url", given?.get("baseURL")],
    ["apiKey", given?.get("apiKey")],
    ["headers", given?.get("headers")],
  ];
  const fields = entries.flatMap(([field, value]): [string, Literal][] =>
    value == null ? [] : [[field, value]],
  );
  return { kind: "object", line: literal.line, fields: new Map(fields) };
}

/** A model alone, as a lane without settings. */
export function readModelAlone(literal: Literal): MastraLane {
  return toLane({
    name: "agent",
    chosen: parseModelConfig(literal),
    candidates: [],
    settings: {},
    warnings: [],
  });
}

type ReadModel = { chosen: MastraModel; candidates: MastraCandidate[]; warnings: string[] };

function toLane({
  name,
  chosen,
  candidates,
  settings,
  warnings,
}: ReadModel & { name: string; settings: LaneSettings }): MastraLane {
  const { headers } = chosen;
  return {
    name,
    model: chosen.ref,
    settings: { ...settings, ...(Object.keys(headers).length === 0 ? {} : { headers }) },
    candidates,
    warnings: [...chosen.warnings, ...warnings],
  };
}

function readModel(literal: Literal, { code, constants }: Omit<AgentSource, "config">): ReadModel {
  if (literal.kind === "list") return readFallbacks(literal);
  if (literal.kind !== "function") return { chosen: parseModelConfig(literal), candidates: [], warnings: [] };
  const choices = readModelChoice(literal.node, code, constants);
  const [first] = choices;
  if (first === undefined)
    throw importError("The model's function returns nothing that can be read.", { line: literal.line });
  const chosen = parseModelConfig(first.literal);
  if (choices.length === 1)
    return { chosen, candidates: [], warnings: ["The model is returned by a function."] };
  const candidates = choices.map(({ literal: choice, condition, rule }) => ({
    model: parseModelConfig(choice).ref,
    condition,
    rule,
  }));
  const others = candidates.slice(1).map(({ model, condition }) => `${model ?? "a model"} if ${condition}`);
  const which = first.condition === null ? "The default is taken" : "The first is taken";
  return {
    chosen,
    candidates,
    warnings: [`The model is chosen by a function. ${which}; the others: ${others.join("; ")}.`],
  };
}

/** `[{ model: "a/b" }, { model: "c/d" }]`: the second is asked when the first fails, or is switched off. */
function readFallbacks({ items: all, line }: Extract<Literal, { kind: "list" }>): ReadModel {
  const isOn = (item: Literal) => item.kind !== "object" || !isFalse(item.fields.get("enabled"));
  const items = all.some(isOn) ? all.filter(isOn) : all;
  const [first, ...others] = items.map((item) =>
    item.kind === "object" ? (item.fields.get("model") ?? item) : item,
  );
  if (first === undefined) throw importError("The list of models is empty.", { line });
  const warning = `The first of ${items.length} models is taken; the others are its fallbacks.`;
  const off = all.length - items.length;
  return {
    chosen: parseModelConfig(first),
    candidates: [],
    warnings: [
      ...(others.length === 0 ? [] : [warning]),
      ...(off === 0 ? [] : [`Models that are not enabled are passed over: ${off}.`]),
    ],
  };
}

const isFalse = (literal: Literal | undefined) => literal?.kind === "primitive" && literal.value === false;

const ownFields = new Set([
  "id",
  "name",
  "description",
  "instructions",
  "model",
  "defaultOptions",
  "defaultGenerateOptions",
  "defaultStreamOptions",
  "defaultVNextStreamOptions",
]);

function warnFields(fields: ObjectLiteral["fields"]): string[] {
  const others = [...fields.keys()].filter((name) => !ownFields.has(name));
  return others.length === 0 ? [] : [`Not taken over: ${others.join(", ").slice(0, 200)}.`];
}
