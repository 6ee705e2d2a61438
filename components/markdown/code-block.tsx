"use client";

import { CopyButton } from "@/components/chat/copy-button";
import { TextPieces } from "./text-pieces";
import { useHighlightedLines } from "./use-highlighted-lines";
import "./code-block.css";

/** Code with its language and a copy button; coloured once it no longer grows. */
export function CodeBlock({ code, language, growing }: { code: string; language: string; growing: boolean }) {
  const lines = useHighlightedLines(growing ? null : { code, language });
  return (
    <figure className="code-block" aria-label={language === "" ? "Code" : `Code in ${language}`}>
      <figcaption>
        <span>{language}</span>
        <CopyButton label="Copy code" getText={() => code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{lines ?? <TextPieces text={code} columns={Number.POSITIVE_INFINITY} />}</code>
      </pre>
    </figure>
  );
}
