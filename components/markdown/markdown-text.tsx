"use client";

import { useContext, useDeferredValue } from "react";
import { exceedsMarkdownLimits } from "@/lib/markdown-limits";
import { LazyModule, useLazyModule } from "./lazy-module";
import { MarkdownBoundary } from "./markdown-boundary";
import { PlainFrom } from "./plain-from";
import { PlainText } from "./plain-text";

const markdownModule = new LazyModule(() => import("./markdown"));

/** Fetches the markdown renderer: call it when an answer is likely, before one is there. */
export const preloadMarkdown = markdownModule.preload;

type MarkdownTextProps = { text: string; live: boolean };

/**
 * An answer's text as markdown; `live` while more of it is arriving. Plain until the renderer is here, and where it cannot
 * keep up with what arrives.
 */
export function MarkdownText({ text, live }: MarkdownTextProps) {
  const asked = useContext(PlainFrom);
  const wanted = live ? asked : null;
  // The markdown is drawn when there is time: until then all that it lacks stays plain, and no text is missing between.
  const drawn = useDeferredValue(wanted);
  const plainFrom = wanted === null ? text.length : Math.min(drawn ?? wanted, text.length);
  return (
    <>
      <AllMarkdown text={text.slice(0, plainFrom)} live={live} />
      {plainFrom < text.length && <PlainText text={text.slice(plainFrom)} />}
    </>
  );
}

function AllMarkdown({ text, live }: MarkdownTextProps) {
  const tooMuch = exceedsMarkdownLimits(text);
  // Its arrival redraws every answer on the page: that may be done between other things.
  const markdown = useDeferredValue(useLazyModule(markdownModule, !tooMuch));
  const plain = <PlainText text={text} />;
  if (markdown === null) return plain;
  return (
    <MarkdownBoundary fallback={plain}>
      <markdown.Markdown text={text} live={live} />
    </MarkdownBoundary>
  );
}
