/** `{{name}}`; with a backslash before it, literal braces. Names are letters, digits, spaces, `_`, `-` and `.`. */
const pattern = /\\\{\{|\{\{\s*([\p{L}_][\p{L}\p{N}_ .-]{0,59}?)\s*\}\}/gu;

/** The variables of a template in the order in which they first stand, each once. */
export function listVariables(template: string): string[] {
  const names = [...template.matchAll(pattern)].flatMap(([, name]) => name ?? []);
  return [...new Set(names)];
}

/**
 * The template with its variables' values in their places, and `{{` for `\{{`. Values are put in as they are: what looks like
 * a variable in one stays text. A variable without a value stays as it stands.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(pattern, (given: string, name: string | undefined) => {
    if (name === undefined) return "{{";
    return Object.hasOwn(values, name) ? (values[name] ?? given) : given;
  });
}

export type TemplatePart = { kind: "text" | "variable"; text: string };

/** The template in parts, for showing where its variables stand. */
export function toTemplateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (const match of template.matchAll(pattern)) {
    const [given, name] = match;
    if (name === undefined) continue;
    if (match.index > at) parts.push({ kind: "text", text: template.slice(at, match.index) });
    parts.push({ kind: "variable", text: name });
    at = match.index + given.length;
  }
  if (at < template.length) parts.push({ kind: "text", text: template.slice(at) });
  return parts;
}
