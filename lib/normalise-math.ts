const fence = /^[ \t]*(`{3,}|~{3,})/;
const inlineCode = /(`+)(?:[^`]|(?!\1)`)*\1/g;

/**
 * Models write `\( x \)` and `\[ x \]` as often as `$$ x $$`; the markdown parser knows only the latter.
 * Rewrites the former outside code. Delimiters that have not closed yet stay as they are.
 */
export function normaliseMath(markdown: string): string {
  if (!markdown.includes("\\(") && !markdown.includes("\\[")) return markdown;
  return splitAtFences(markdown)
    .map((section) => (section.code ? section.text : rewriteOutsideCode(section.text)))
    .join("\n");
}

type Section = { code: boolean; text: string };

function splitAtFences(markdown: string): Section[] {
  const sections: Section[] = [];
  let lines: string[] = [];
  let marker: string | null = null;
  const close = (code: boolean) => {
    if (lines.length > 0) sections.push({ code, text: lines.join("\n") });
    lines = [];
  };
  for (const line of markdown.split("\n")) {
    const found = fence.exec(line)?.[1];
    if (marker === null && found !== undefined) {
      close(false);
      marker = found;
      lines.push(line);
    } else if (marker !== null && found?.startsWith(marker)) {
      lines.push(line);
      close(true);
      marker = null;
    } else {
      lines.push(line);
    }
  }
  close(marker !== null);
  return sections;
}

function rewriteOutsideCode(text: string): string {
  let result = "";
  let from = 0;
  for (const match of text.matchAll(inlineCode)) {
    result += rewriteDelimiters(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + rewriteDelimiters(text.slice(from));
}

function rewriteDelimiters(text: string): string {
  return text
    .replace(/\\\[([\s\S]+?)\\\]/g, (_, formula: string) => `\n$$\n${formula.trim()}\n$$\n`)
    .replace(/\\\(([\s\S]+?)\\\)/g, (_, formula: string) => `$$${formula.trim()}$$`);
}
