"use client";

import { type CSSProperties, type ReactNode, startTransition, useEffect, useState } from "react";
import { drawQueue } from "@/components/lanes/draw-queue";
import { type CodeToken, highlightCode } from "./highlight-code";

type Code = { code: string; language: string };
type Highlighted = Code & { lines: ReactNode };

/** A token's colours as variables: the theme picks one of them in CSS. */
function toStyle({ light, dark }: CodeToken): CSSProperties {
  const variables: Record<string, string | undefined> = {
    "--code-light": light ?? undefined,
    "--code-dark": dark ?? undefined,
  };
  return variables;
}

function drawLines(lines: CodeToken[][]): ReactNode {
  return lines.map((line, lineIndex) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity, and the block never changes again
    <span key={lineIndex}>
      {line.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: neither has a token
        <span key={index} className="code-token" style={toStyle(token)}>
          {token.content}
        </span>
      ))}
      {lineIndex < lines.length - 1 && "\n"}
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
    let giveUp: (() => void) | null = null;
    // Colours are worth less than text that keeps up.
    const takeBack = drawQueue.whenInTime(() => {
      giveUp = highlightCode({ code: text, language }, (lines) => {
        startTransition(() => setHighlighted({ code: text, language, lines: drawLines(lines) }));
      });
    });
    return () => {
      takeBack();
      giveUp?.();
    };
  }, [text, language]);

  const current = highlighted !== null && highlighted.code === text && highlighted.language === language;
  return current ? highlighted.lines : null;
}
