"use client";

import { useDeferredValue, useState } from "react";
import type { PluginConfig } from "streamdown";
import { normaliseMath } from "@/lib/normalise-math";
import { LazyModule, useLazyModule } from "./lazy-module";
import { MarkdownSection } from "./markdown-section";
import { PlainText } from "./plain-text";
import { createSectionSplitter } from "./split-sections";

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
    <MarkdownSection
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
