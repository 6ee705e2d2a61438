"use client";

import dynamic from "next/dynamic";
import { MarkdownText } from "@/components/markdown/markdown-text";
import { PlainText } from "@/components/markdown/plain-text";
import { readJsonAnswer } from "@/lib/runs/read-json-answer";
import type { StructuredResult } from "@/lib/runs/structured-result";

type JsonTextProps = {
  text: string;
  /** More of it is arriving. */
  live: boolean;
  structured: StructuredResult | null;
};

/** A text that was asked for as JSON: code while it arrives, then a tree. One that is no JSON is drawn like any other. */
export function JsonText({ text, live, structured }: JsonTextProps) {
  if (!live && structured !== null) {
    const answer = readJsonAnswer(text);
    if (answer !== null) {
      const fault = structured.outcome === "invalid" ? structured : null;
      return <LazyJsonAnswer value={answer.value} text={text} fault={fault} />;
    }
  }
  return <MarkdownText text={isBareJson(text) ? `\`\`\`\`json\n${text}` : text} live={live} />;
}

const isBareJson = (text: string) => /^\s*[[{]/.test(text);

const LazyJsonAnswer = dynamic(() => import("@/components/json-view/json-answer").then((m) => m.JsonAnswer), {
  loading: () => <PlainText text="" />,
});
