"use client";

import { type ComponentProps, isValidElement, type ReactNode } from "react";
import { type ExtraProps, useIsCodeFenceIncomplete } from "streamdown";
import { CopyButton } from "@/components/chat/copy-button";
import { useHighlightedLines } from "./use-highlighted-lines";
import "./code-block.css";

type CodeElementProps = { className?: string; children?: ReactNode };

function readCode(children: ReactNode): { code: string; language: string } {
  if (!isValidElement<CodeElementProps>(children)) return { code: "", language: "" };
  const { className = "", children: content } = children.props;
  const code = typeof content === "string" ? content : "";
  return { code: code.replace(/\n$/, ""), language: /language-(\S+)/.exec(className)?.[1] ?? "" };
}

/** A fenced block with its language and a copy button; coloured once its fence has closed. */
export function CodeBlock({ children }: ComponentProps<"pre"> & ExtraProps) {
  const growing = useIsCodeFenceIncomplete();
  const { code, language } = readCode(children);
  const lines = useHighlightedLines(growing ? null : { code, language });
  return (
    <figure className="code-block" aria-label={language === "" ? "Code" : `Code in ${language}`}>
      <figcaption>
        <span>{language}</span>
        <CopyButton label="Copy code" getText={() => code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{lines ?? code}</code>
      </pre>
    </figure>
  );
}
