"use client";

import { LazyModule, useLazyModule } from "@/components/markdown/lazy-module";
import { MarkdownText } from "@/components/markdown/markdown-text";
import { readJsonAnswer } from "@/lib/runs/read-json-answer";
import type { StructuredResult } from "@/lib/runs/structured-result";

const treeModule = new LazyModule(() => import("@/components/json-view/json-answer"));

type JsonTextProps = {
  text: string;
  /** More of it is arriving. */
  live: boolean;
  structured: StructuredResult | null;
};

/** A text that was asked for as JSON: code while it arrives, then a tree. One that is no JSON is drawn like any other. */
export function JsonText({ text, live, structured }: JsonTextProps) {
  // Fetched while the text arrives: the code stays until the tree can take its place.
  const tree = useLazyModule(treeModule, true);
  const answer = !live && structured !== null && tree !== null ? readJsonAnswer(text) : null;
  if (tree !== null && answer !== null) {
    const fault = structured?.outcome === "invalid" ? structured : null;
    return <tree.JsonAnswer value={answer.value} text={text} fault={fault} />;
  }
  return <MarkdownText text={isBareJson(text) ? `\`\`\`\`json\n${text}` : text} live={live} />;
}

const isBareJson = (text: string) => /^\s*[[{]/.test(text);
