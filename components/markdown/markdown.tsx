"use client";

import { memo, useDeferredValue, useState } from "react";
import { defaultRehypePlugins, type PluginConfig, Streamdown, type StreamdownProps } from "streamdown";
import { normaliseMath } from "@/lib/normalise-math";
import { CodeBlock } from "./code-block";
import { FirstHeading, LowerHeading, SecondHeading, ThirdHeading } from "./headings";
import { ImageLink } from "./image-link";
import { LazyModule, useLazyModule } from "./lazy-module";
import { PlainText } from "./plain-text";
import { SafeLink } from "./safe-link";
import { setDirection } from "./set-direction";
import { createBlockSplitter } from "./split-blocks";
import { createSectionSplitter } from "./split-sections";
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
const rehypePlugins = [defaultRehypePlugins.sanitize, setDirection].filter((plugin) => plugin !== undefined);

const mathModule = new LazyModule(() => import("./math-plugins"));
const noPlugins: PluginConfig = {};

function hasFormula(text: string): boolean {
  return text.includes("$$") || text.includes("\\(") || text.includes("\\[");
}

/** A text that is longer than this from the first is shown plain, and then drawn block by block between other work. */
const drawnAtOnceCharacters = 20_000;

type MarkdownProps = {
  text: string;
  /** It may still be growing. */
  live: boolean;
  /** Of a growing text it is the blocks that have ended: nothing in it waits for its other half. */
  isCut?: boolean;
};

/** A text with its structure. */
export function Markdown({ text, live, isCut = false }: MarkdownProps) {
  // Never of text that has been added: work that can be put off is begun anew at every drawing, and eight lanes draw often.
  const isDrawn = useDeferredValue(true, text.length <= drawnAtOnceCharacters);
  const [splitSections] = useState(createSectionSplitter);
  const math = useLazyModule(mathModule, hasFormula(text));
  if (!isDrawn) return <PlainText text={text} />;
  const sections = splitSections(normaliseMath(text));
  const plugins = math?.mathPlugins ?? noPlugins;
  return sections.map((section, index) => (
    <Section
      // biome-ignore lint/suspicious/noArrayIndexKey: a closed section never changes, and none comes before it
      key={index}
      text={section}
      live={live && index === sections.length - 1}
      isCut={isCut}
      isFirst={index === 0}
      isClosed={index < sections.length - 1}
      plugins={plugins}
    />
  ));
}

type SectionProps = Required<MarkdownProps> & { isFirst: boolean; isClosed: boolean; plugins: PluginConfig };

/** Some blocks of a text. */
const Section = memo(function Section(props: SectionProps) {
  const { text, live, isCut, isFirst, isClosed, plugins } = props;
  const [splitBlocks] = useState(createBlockSplitter);
  return (
    <Streamdown
      className={`markdown ${isFirst ? "" : "markdown-next"} ${isClosed ? "markdown-closed" : ""}`}
      components={components}
      isAnimating={live}
      parseIncompleteMarkdown={!isCut && !isClosed}
      parseMarkdownIntoBlocksFn={splitBlocks}
      plugins={plugins}
      rehypePlugins={rehypePlugins}
    >
      {text}
    </Streamdown>
  );
});
