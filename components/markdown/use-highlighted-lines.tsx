"use client";

import { type CSSProperties, type ReactNode, startTransition, useEffect, useState } from "react";
import type { HighlightResult } from "streamdown";
import { highlightCode } from "./highlight-code";

type Code = { code: string; language: string };
type Highlighted = Code & { lines: ReactNode };

/** A token's colours as variables: the theme picks one of them in CSS. */
function toStyle(style: Record<string, string> | undefined): CSSProperties {
  const variables: Record<string, string | undefined> = {
    "--code-light": style?.color,
    "--code-dark": style?.["--shiki-dark"],
  };
  return variables;
}

function toLines(tokens: HighlightResult["tokens"]): ReactNode {
  return tokens.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity, and the block never changes again
    <span key={index}>
      {line.map((token) => (
        <span key={token.offset} className="code-token" style={toStyle(token.htmlStyle)}>
          {token.content}
        </span>
      ))}
      {index < tokens.length - 1 && "\n"}
    </span>
  ));
}

/** The code in coloured lines; null while it is growing (`code` null), not highlighted yet, or of no known language. */
export function useHighlightedLines(code: Code | null): ReactNode | null {
  const [highlighted, setHighlighted] = useState<Highlighted | null>(null);
  const text = code?.code;
  const language = code?.language;

  useEffect(() => {
    if (text === undefined || language === undefined || language === "") return;
    return highlightCode({ code: text, language }, (result) => {
      startTransition(() => setHighlighted({ code: text, language, lines: toLines(result.tokens) }));
    });
  }, [text, language]);

  const current = highlighted !== null && highlighted.code === text && highlighted.language === language;
  return current ? highlighted.lines : null;
}
