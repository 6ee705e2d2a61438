import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import type { SettingTexts } from "@/lib/chats/parsed-setting";
import { formatCount } from "@/lib/format-number";

export type NumberSettingName =
  | "temperature"
  | "topP"
  | "maxOutputTokens"
  | "seed"
  | "presencePenalty"
  | "frequencyPenalty"
  | "maxSteps";

const wholeSettings: ReadonlySet<NumberSettingName> = new Set(["maxOutputTokens", "seed", "maxSteps"]);
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const whole = /^[+-]?\d+$/;
/** `4,096`, as this product and many documents write it. */
const grouped = /^\d{1,3}(?:[, _]\d{3})+$/;

/** Reads what was typed: `0.5`, `0,5`; of whole numbers also `4,096`. NaN when it is no such number. */
function readNumber(text: string, isWhole: boolean): number {
  if (!isWhole) return decimal.test(text.replace(",", ".")) ? Number(text.replace(",", ".")) : Number.NaN;
  const digits = grouped.test(text) ? text.replace(/[, _]/g, "") : text;
  return whole.test(digits) ? Number(digits) : Number.NaN;
}

/** `A number from 0 to 2, such as 0.7.` The limits are the schema's. */
function sayAccepted(name: NumberSettingName, example: string): string {
  const { minValue, maxValue } = laneSettingsSchema.shape[name].unwrap();
  const kind = wholeSettings.has(name) ? "whole number" : "number";
  const range =
    minValue === null ||
    maxValue === null ||
    !Number.isSafeInteger(maxValue) ||
    maxValue === Number.MAX_SAFE_INTEGER
      ? ""
      : ` from ${minValue} to ${formatCount(maxValue)}`;
  return `A ${kind}${range}, such as ${example}.`;
}

/** A number as a text. 0 is a value; only an empty text is "unset". */
export function numberTexts(name: NumberSettingName, { example }: { example: string }): SettingTexts<number> {
  const isWhole = wholeSettings.has(name);
  return {
    format: String,
    parse: (typed) => {
      const text = typed.trim();
      if (text === "") return { problem: null, value: undefined };
      const result = laneSettingsSchema.shape[name].safeParse(readNumber(text, isWhole));
      // -0 would be written as 0 on the wire and in the field.
      if (result.success) return { problem: null, value: result.data === 0 ? 0 : result.data };
      return { problem: sayAccepted(name, example) };
    },
  };
}
