"use client";

import { useDeferredValue, useState } from "react";
import { defaultRehypePlugins, type PluginConfig, Streamdown, type StreamdownProps } from "streamdown";
import { normaliseMath } from "@/lib/normalise-math";
import { CodeBlock } from "./code-block";
import { FirstHeading, LowerHeading, SecondHeading, ThirdHeading } from "./headings";
import { ImageLink } from "./image-link";
import { LazyModule, useLazyModule } from "./lazy-module";
import { PlainText } from "./plain-text";
import { SafeLink } from "./safe-link";
import { createBlockSplitter } from "./split-blocks";
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
  pre: CodeBlock,
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
const rehypePlugins = [defaultRehypePlugins.sanitize].filter((plugin) => plugin !== undefined);

const mathModule = new LazyModule(() => import("./math-plugins"));
const noPlugins: PluginConfig = {};

function hasFormula(text: string): boolean {
  return text.includes("$$") || text.includes("\\(") || text.includes("\\[");
}

/** A text longer than this is first shown plain, and then drawn block by block between other work. */
const drawnAtOnceCharacters = 20_000;

/** As much text may wait to be drawn; more is shown plain until it is. */
const shownPlainFrom = 200;

/** Markdown that may still be growing. Drawn when the browser has time: typing comes first. */
export function Markdown({ text, live }: { text: string; live: boolean }) {
  const shown = useDeferredValue(text, text.length > drawnAtOnceCharacters ? "" : text);
  const [splitBlocks] = useState(createBlockSplitter);
  const math = useLazyModule(mathModule, hasFormula(shown));
  if (shown === "") return <PlainText text={text} />;
  const isBehind = live && text.length - shown.length > shownPlainFrom && text.startsWith(shown);
  return (
    <>
      <Streamdown
        className="markdown"
        components={components}
        isAnimating={live}
        parseMarkdownIntoBlocksFn={splitBlocks}
        plugins={math?.mathPlugins ?? noPlugins}
        rehypePlugins={rehypePlugins}
      >
        {normaliseMath(shown)}
      </Streamdown>
      {isBehind && <PlainText text={text.slice(shown.length)} />}
    </>
  );
}
