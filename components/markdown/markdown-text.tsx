"use client";

import { useContext, useDeferredValue, useState } from "react";
import { createLimitCheck } from "@/lib/markdown-limits";
import { LazyModule, useLazyModule } from "./lazy-module";
import { MarkdownBoundary } from "./markdown-boundary";
import { PlainFrom } from "./plain-from";
import { PlainBlocks, PlainText } from "./plain-text";

const markdownModule = new LazyModule(() => import("./markdown"));

/** Fetches the markdown renderer: call it when an answer is likely, before one is there. */
export const preloadMarkdown = markdownModule.preload;

type MarkdownTextProps = {
  text: string;
  /** More of it is arriving. */
  live: boolean;
  /** It is what its lane says last: the end of it may be plain. */
  isNewest?: boolean;
};

/**
 * An answer's text as markdown. Plain until the renderer is here, and where it cannot keep up with what arrives: no text is
 * missing between.
 */
export function MarkdownText({ text, live, isNewest = live }: MarkdownTextProps) {
  const asked = useContext(PlainFrom);
  const plainFrom = Math.min((isNewest ? asked : null) ?? text.length, text.length);
  const isCut = plainFrom < text.length;
  return (
    <div className="markdown-text">
      {/* Of its own, so that what is added to it is added at its end: the browser looks at nothing that stands behind. */}
      <div>
        <AllMarkdown text={text.slice(0, plainFrom)} live={live || isCut} isCut={isCut} />
      </div>
      {isCut && (
        <div>
          <PlainBlocks text={text} from={plainFrom} />
        </div>
      )}
    </div>
  );
}

function AllMarkdown({ text, live, isCut }: { text: string; live: boolean; isCut: boolean }) {
  const [exceedsLimits] = useState(createLimitCheck);
  const tooMuch = exceedsLimits(text);
  // Its arrival redraws every answer on the page: that may be done between other things.
  const markdown = useDeferredValue(useLazyModule(markdownModule, !tooMuch));
  const plain = <PlainText text={text} />;
  if (markdown === null) return plain;
  return (
    <MarkdownBoundary fallback={plain}>
      <markdown.Markdown text={text} live={live} isCut={isCut} />
    </MarkdownBoundary>
  );
}
