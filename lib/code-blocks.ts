type CodeBlock = { code: string; language: string };

/** The blocks of a Markdown document in these languages, each with empty lines before it, so that its line numbers are the document's. */
export function findCodeBlocks(text: string, language: RegExp): CodeBlock[] {
  const lines = text.split(/\r\n|\r|\n/);
  const blocks: CodeBlock[] = [];
  let opened: { at: number; language: string } | null = null;
  for (const [index, line] of lines.entries()) {
    const named = /^\s*(?:```|~~~)\s*(\w+)\b/.exec(line)?.[1];
    if (opened === null && named !== undefined && language.test(named))
      opened = { at: index + 1, language: named };
    else if (opened !== null && /^\s*(?:```|~~~)\s*$/.test(line)) {
      const inside = lines.slice(opened.at, index);
      if (inside.some((each) => each.trim() !== ""))
        blocks.push({ code: "\n".repeat(opened.at) + inside.join("\n"), language: opened.language });
      opened = null;
    }
  }
  return blocks;
}
