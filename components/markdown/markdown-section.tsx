"use client";

import { memo, useState } from "react";
import { defaultRehypePlugins, type PluginConfig, Streamdown, type StreamdownProps } from "streamdown";
import { countRows } from "@/lib/count-rows";
import { CodeBlock } from "./code-block";
import { FirstHeading, LowerHeading, SecondHeading, ThirdHeading } from "./headings";
import { ImageLink } from "./image-link";
import { ParsedCode } from "./parsed-code";
import { SafeLink } from "./safe-link";
import { setDirection } from "./set-direction";
import { createBlockSplitter } from "./split-blocks";
import { longCodeCharacters, splitLongCode } from "./split-long-code";
import { answerColumns } from "./text-pieces";
import { WideTable } from "./wide-table";
import "./markdown.css";

/** Our elements, bare: `markdown.css` gives them their look. */
const components: StreamdownProps["components"] = {
  a: SafeLink,
  blockquote: "blockquote",
  code: "code",
  h1: FirstHeading,
  h2: SecondHeading,
  h3: ThirdHeading,
  h4: LowerHeading,
  h5: LowerHeading,
  h6: LowerHeading,
  hr: "hr",
  img: ImageLink,
  li: "li",
  ol: "ol",
  p: "p",
  pre: ParsedCode,
  section: "section",
  strong: "strong",
  sub: "sub",
  sup: "sup",
  table: WideTable,
  tbody: "tbody",
  td: "td",
  th: "th",
  thead: "thead",
  tr: "tr",
  ul: "ul",
};

/** Without `raw`, HTML in an answer is shown as the text it is; `sanitize` keeps the rest to known elements and URLs. */
const rehypePlugins = [defaultRehypePlugins.sanitize, setDirection].filter((plugin) => plugin !== undefined);

type MarkdownSectionProps = {
  text: string;
  /** It may still be growing. */
  live: boolean;
  /** Nothing in it waits for its other half. */
  isCut: boolean;
  isFirst: boolean;
  /** Nothing changes it any more. */
  isClosed: boolean;
  plugins: PluginConfig;
};

/** Some blocks of a text. */
export const MarkdownSection = memo(function MarkdownSection(props: MarkdownSectionProps) {
  const { text, live, isCut, isFirst, isClosed, plugins } = props;
  const [splitBlocks] = useState(createBlockSplitter);
  const parts = text.length < longCodeCharacters ? [text] : splitLongCode(splitBlocks(text));
  const drawn = parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    const className = `markdown ${isFirst && index === 0 ? "" : "markdown-next"}`;
    return typeof part === "string" ? (
      <Streamdown
        // biome-ignore lint/suspicious/noArrayIndexKey: a part that has ended never changes, and none comes before it
        key={index}
        className={className}
        components={components}
        isAnimating={live && isLast}
        parseIncompleteMarkdown={!isCut && !isClosed && isLast}
        parseMarkdownIntoBlocksFn={splitBlocks}
        plugins={plugins}
        rehypePlugins={rehypePlugins}
      >
        {part}
      </Streamdown>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <div key={index} className={className}>
        <CodeBlock {...part} growing={live && isLast && !part.isClosed} />
      </div>
    );
  });
  // What is not laid out yet is taken for so high.
  const style = isClosed
    ? { containIntrinsicBlockSize: `auto ${countRows(text, answerColumns)}lh` }
    : undefined;
  return (
    <div className={isClosed ? "markdown-closed" : undefined} style={style}>
      {drawn}
    </div>
  );
});
