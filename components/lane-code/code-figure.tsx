"use client";

import { CopyButton } from "@/components/chat/copy-button";
import { Icon } from "@/components/icons/icon";
import { useHighlightedLines } from "@/components/markdown/use-highlighted-lines";
import "@/components/markdown/code-block.css";

type CodeFigureProps = {
  label: string;
  language: string;
  /** null while it is being written. */
  code: string | null;
  warnings: readonly string[];
  problem: string | null;
};

/** Code to copy, and what it cannot say. */
export function CodeFigure({ label, language, code, warnings, problem }: CodeFigureProps) {
  const lines = useHighlightedLines(code === null ? null : { code, language });
  if (problem !== null) {
    return (
      <p role="alert" className="rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning-soft-foreground">
        {problem}
      </p>
    );
  }
  if (code === null) return <p className="py-10 text-center text-sm text-muted">Writing…</p>;
  return (
    <>
      <figure className="code-block" aria-label={label}>
        <figcaption>
          <span>{label}</span>
          <CopyButton label="Copy code" getText={() => code} />
        </figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <pre tabIndex={0}>
          <code>{lines ?? code}</code>
        </pre>
      </figure>
      {warnings.map((warning) => (
        <p key={warning} className="flex items-start gap-2 text-sm text-muted">
          <Icon name="info" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{warning}</span>
        </p>
      ))}
    </>
  );
}
