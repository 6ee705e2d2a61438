"use client";

import { type ComponentProps, isValidElement, type ReactNode } from "react";
import { type ExtraProps, useIsCodeFenceIncomplete } from "streamdown";
import { CodeBlock } from "./code-block";

type CodeElementProps = { className?: string; children?: ReactNode };

function readCode(children: ReactNode): { code: string; language: string } {
  if (!isValidElement<CodeElementProps>(children)) return { code: "", language: "" };
  const { className = "", children: content } = children.props;
  const code = typeof content === "string" ? content : "";
  return { code: code.replace(/\n$/, ""), language: /language-(\S+)/.exec(className)?.[1] ?? "" };
}

/** A block of code as the parser hands it over. */
export function ParsedCode({ children }: ComponentProps<"pre"> & ExtraProps) {
  return <CodeBlock {...readCode(children)} growing={useIsCodeFenceIncomplete()} />;
}
