import { ownBodyKeys } from "@/lib/chats/lane-settings";

/** A body field that a provider refused. */
export type RefusedField = {
  /** Its name on the wire. */
  field: string;
  /** What the provider wants it to be called; null when it wants it gone. */
  sentAs: string | null;
  /** The model does not take it at all. false: this value of it was refused, and another one may do. */
  isLasting: boolean;
};

type Refusal = {
  /** What the provider names beside its words, e.g. OpenAI's `error.param`. */
  param: string | null;
  code: string | null;
  words: string | null;
  /** The fields of the refused request's body. */
  sent: readonly string[];
};

/** Other names of a field that providers have told to use. */
const renames: Readonly<Record<string, string>> = {
  max_tokens: "max_completion_tokens",
  max_completion_tokens: "max_tokens",
};

/** Words that stand for a field which they do not name. */
const paraphrases: readonly { words: RegExp; fields: readonly string[] }[] = [
  { words: /\bdoes not support (?:tools|tool use|tool calling|function calling)\b/i, fields: ["tools"] },
  {
    words: /\bdoes not support (?:thinking|reasoning)\b/i,
    fields: ["reasoning_effort", "think", "chat_template_kwargs", "reasoning"],
  },
  {
    words: /\bdoes not support (?:response format|structured outputs?|json_schema|json mode)\b/i,
    fields: ["response_format"],
  },
];

const lastingCodes = /^(?:unsupported_parameter|unknown_parameter|unsupported_value|extra_forbidden)$/i;

/** What a field's name may be quoted with. */
const quote = "[\"'`“”‘’]?";
const noun = "(?:parameter|param|argument|field|property|key|option|name|input|keyword argument|attribute)";

/** The ways to say that a field is not taken at all; `NAME` is its name. */
const lastingForms = [
  `\\b(?:unsupported|unknown|unrecogni[sz]ed|unexpected|unpermitted|disallowed|extra)(?: request)? ${noun}s?(?: supplied| provided| found)?\\s*:?\\s*NAME`,
  `\\bunsupported value:?\\s*NAME`,
  `\\b${noun}s? (?:is |are )?(?:not supported|unsupported|not allowed)[^:.]{0,60}:\\s*NAME`,
  `NAME(?: ${noun})? (?:is|are) (?:not (?:currently |yet )?(?:supported|permitted|allowed|recogni[sz]ed|accepted|available)|unsupported|unknown|unrecogni[sz]ed|deprecated)`,
  `\\b(?:do|does) not (?:support|accept|allow)(?: the| setting)?(?: use of)?(?: ${noun})?:?\\s*NAME`,
  `NAME does not support`,
  `NAME\\s*:\\s*(?:extra inputs? (?:are|is) not permitted|unknown field|not supported)`,
  `\\bextra inputs? (?:are|is) not permitted[^.]{0,20}?field:\\s*NAME`,
  `\\binvalid NAME: only \\S+ is allowed`,
];

/** The ways to say that a field's value is not taken. */
const passingForms = [
  `\\binvalid(?: value)?(?: for| of)?(?: the)?(?: ${noun})?:?\\s*NAME`,
  `NAME(?: ${noun})?\\s*:?\\s*(?:must|should|cannot|can not|may not|is too|is invalid|is out of|is greater|is less|is above|is below|exceeds|value|input should|range|expected)`,
  `NAME and \\S+ (?:cannot|can not|may not)`,
  `(?:^|;\\s)NAME\\s*:`,
];

/**
 * The field of its body for which a request was refused, from what the provider said; null when it names none that was
 * sent, and for fields a request cannot do without.
 */
export function findRefusedField({ param, code, words, sent }: Refusal): RefusedField | null {
  const free = sent.filter((field) => !ownBodyKeys.some((own) => own === field));
  const text = words ?? "";
  if (param !== null && param.trim() !== "") {
    const field = free.find((name) => spellingsOf(name).includes(toRoot(param)));
    if (field === undefined) return null;
    const isLasting = (code !== null && lastingCodes.test(code)) || isSaid(lastingForms, field, text);
    return toRefused(field, text, isLasting);
  }
  const lasting = findFirstSaid(lastingForms, free, text);
  if (lasting !== null) return toRefused(lasting, text, true);
  const paraphrased = paraphrases
    .filter(({ words: said }) => said.test(text))
    .flatMap(({ fields }) => fields)
    .find((field) => free.includes(field));
  if (paraphrased !== undefined) return toRefused(paraphrased, text, true);
  const passing = findFirstSaid(passingForms, free, text);
  return passing === null ? null : toRefused(passing, text, false);
}

function toRefused(field: string, words: string, isLasting: boolean): RefusedField {
  const other = renames[field];
  const isRenamed = other !== undefined && new RegExp(`\\buse ${quote}${other}\\b`, "i").test(words);
  return { field, sentAs: isRenamed ? other : null, isLasting: isLasting || isRenamed };
}

/** `body.response_format.json_schema` and `tools[0].function` begin with the field. */
function toRoot(param: string): string {
  return (
    param
      .trim()
      .replace(/^(?:body|\$)\./, "")
      .split(/[.[]/)[0] ?? ""
  );
}

/** `presence_penalty` and `presencePenalty`, which one provider answers with. */
function spellingsOf(field: string): string[] {
  const camel = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return camel === field ? [field] : [field, camel];
}

function toPattern(form: string, field: string): RegExp {
  const names = spellingsOf(field).map((name) => name.replace(/[^\w]/g, "\\$&"));
  const name = `(?<![\\w-])${quote}(?:body\\.|\\$\\.)?(?:${names.join("|")})(?![\\w-])${quote}`;
  return new RegExp(form.replace("NAME", name), "i");
}

const isSaid = (forms: readonly string[], field: string, text: string) =>
  forms.some((form) => toPattern(form, field).test(text));

/** The field that the text speaks of first. */
function findFirstSaid(forms: readonly string[], fields: readonly string[], text: string): string | null {
  let first: { field: string; at: number } | null = null;
  for (const field of fields) {
    const found = forms.map((form) => toPattern(form, field).exec(text)).filter((match) => match !== null);
    for (const { index, 0: said } of found) {
      const at = index + said.toLowerCase().lastIndexOf(field.toLowerCase());
      if (first === null || at < first.at) first = { field, at };
    }
  }
  return first?.field ?? null;
}
