import type { LaneSettings } from "@/lib/chats/lane-settings";
import { toDay } from "@/lib/to-day";
import type { FieldRefusal } from "./refusal";
import { toFieldName, toSettingOfField } from "./wire-fields";

type Rule = Pick<FieldRefusal, "field" | "sentAs" | "refusedAt">;
type Body = Record<string, unknown>;

/** What makes no sense without the field and is refused without it. */
const companions: Readonly<Record<string, readonly string[]>> = {
  tools: ["tool_choice", "parallel_tool_calls"],
};

/** What became of a field, for the reader of the answer. */
function toNotice({ field, sentAs, refusedAt }: Rule): string {
  const name = toFieldName(field);
  const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const fate = sentAs === null ? "was left out" : `was sent as ${sentAs}`;
  return `${subject} ${fate}: this model refused ${sentAs === null ? "it" : field} on ${toDay(refusedAt)}.`;
}

/** The body without the fields that its model refused, or with them under the name it takes. */
export function leaveOutOfBody(given: Body, rules: readonly Rule[]): { body: Body; notices: string[] } {
  let body = given;
  const notices: string[] = [];
  for (const rule of rules) {
    const { field, sentAs } = rule;
    if (body[field] === undefined) continue;
    const gone = new Set([field, ...(companions[field] ?? [])]);
    const value = body[field];
    body = Object.fromEntries(Object.entries(body).filter(([name]) => !gone.has(name)));
    if (sentAs !== null) body = { ...body, [sentAs]: body[sentAs] ?? value };
    notices.push(toNotice(rule));
  }
  return { body, notices };
}

/** A lane's settings without those that its model refused; what is sent under another name stays. */
export function leaveOutOfSettings(
  given: LaneSettings,
  rules: readonly Rule[],
): { settings: LaneSettings; notices: string[] } {
  const settings = { ...given };
  const notices: string[] = [];
  for (const rule of rules) {
    const name = rule.sentAs === null ? toSettingOfField(rule.field) : null;
    if (name === null || settings[name] === undefined) continue;
    delete settings[name];
    if (name === "tools") delete settings.toolChoice;
    notices.push(toNotice(rule));
  }
  return { settings, notices };
}

/** A lane's settings without this field, wherever it is set. */
export function unsetField(given: LaneSettings, field: string): LaneSettings {
  const name = toSettingOfField(field);
  const settings = { ...given };
  if (name !== null) delete settings[name];
  if (name === "tools") delete settings.toolChoice;
  const { [field]: _, ...body } = given.body ?? {};
  if (Object.keys(body).length === 0) delete settings.body;
  else settings.body = body;
  return settings;
}

/** The field is one that the lane's settings bring, so that unsetting it leaves it out. */
export function isSetField(settings: LaneSettings, field: string): boolean {
  const name = toSettingOfField(field);
  return (name !== null && settings[name] !== undefined) || settings.body?.[field] !== undefined;
}
