import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { describeOrigin } from "@/lib/catalogue/describe-source";
import { originOf } from "@/lib/catalogue/origin-of";
import type { SettingName } from "@/lib/chats/setting-texts";
import { type FieldRefusal, listRefusalsOf } from "@/lib/refusals/refusal";
import { toFieldName, toSettingOfField } from "@/lib/refusals/wire-fields";
import { toDay } from "@/lib/to-day";

/**
 * What is known against a setting of a model. `refused`: its provider said so, and requests leave it out; `renamed`: they
 * have it under another name; `stated`: the catalogue says so, and what is set all the same is sent.
 */
export type Gate = {
  kind: "refused" | "renamed" | "stated";
  /** A sentence that names the model and who says so. */
  reason: string;
  /** Forgetting it opens the gate; null for what the catalogue says. */
  refusalId: string | null;
};

export type Gates = {
  settings: Partial<Record<SettingName, Gate>>;
  /** Of body fields that no setting fills, by name. */
  fields: Record<string, Gate>;
};

type GatedModel = {
  ref: string;
  name: string;
  /** null while the catalogue is not known, or does not know the model. */
  known: CatalogueModel | null;
  refusals: readonly FieldRefusal[];
};

/** What is known against the settings of a model, from what it refused and from the catalogue. */
export function toGates({ ref, name, known, refusals }: GatedModel): Gates {
  const gates: Gates = { settings: known === null ? {} : toStated(name, known), fields: {} };
  for (const refusal of listRefusalsOf(refusals, ref)) {
    const gate = toRefused(name, refusal);
    const setting = toSettingOfField(refusal.field);
    if (setting === null) gates.fields[refusal.field] = gate;
    else gates.settings[setting] = gate;
  }
  return gates;
}

const longestWords = 160;

function toRefused(name: string, { id, field, sentAs, words, refusedAt }: FieldRefusal): Gate {
  const subject = sentAs === null ? toFieldName(field) : field;
  const fate = sentAs === null ? "It is left out" : `It is sent as ${sentAs}`;
  const said =
    words === null ? "." : `: “${words.slice(0, longestWords)}${words.length > longestWords ? "…" : ""}”`;
  return {
    kind: sentAs === null ? "refused" : "renamed",
    reason: `${name} refused ${subject} on ${toDay(refusedAt)}${said} ${fate}.`,
    refusalId: id,
  };
}

type Statement = { field: keyof CatalogueModel; settings: SettingName[]; words: string };

const statements: readonly Statement[] = [
  { field: "temperature", settings: ["temperature"], words: "takes no temperature" },
  { field: "reasoning", settings: ["reasoningEffort"], words: "does not reason" },
  { field: "toolUse", settings: ["tools"], words: "calls no tools" },
  { field: "structuredOutput", settings: ["responseFormat"], words: "does not keep to a schema" },
];

/** What the catalogue says that the model does not take; what it does not state closes nothing. */
function toStated(name: string, known: CatalogueModel): Gates["settings"] {
  const gates: Gates["settings"] = {};
  for (const { field, settings, words } of statements) {
    if (known[field] !== false) continue;
    const origin = originOf(known, field);
    const reason = `${name} ${words}, says ${describeOrigin(origin)}.`;
    for (const setting of settings) gates[setting] = { kind: "stated", reason, refusalId: null };
  }
  return gates;
}
