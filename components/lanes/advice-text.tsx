const code = /`([^`]+)`|\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/g;

/** A sentence of advice with the commands in backticks and the environment variables it names set as code. */
export function AdviceText({ text }: { text: string }) {
  return toPieces(text).map(({ words, isCode }, index) =>
    isCode ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed sentence
      <code key={index} className="rounded bg-default px-1 py-0.5 font-mono text-[0.85em]">
        {words}
      </code>
    ) : (
      words
    ),
  );
}

function toPieces(text: string): { words: string; isCode: boolean }[] {
  const pieces: { words: string; isCode: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(code)) {
    pieces.push({ words: text.slice(end, match.index), isCode: false });
    pieces.push({ words: match[1] ?? match[2] ?? "", isCode: true });
    end = match.index + match[0].length;
  }
  return [...pieces, { words: text.slice(end), isCode: false }];
}
