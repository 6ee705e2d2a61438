import { createCodePlugin } from "@streamdown/code";
import type { CodeHighlighterPlugin, HighlightResult } from "streamdown";
import type { CodeToken, HighlightReply, HighlightRequest } from "./highlight-code";

// A worker, because compiling a language's grammar takes hundreds of milliseconds, which typing would feel.
const highlighter: CodeHighlighterPlugin = createCodePlugin({
  themes: ["github-light-high-contrast", "github-dark-default"],
});

function toLines({ tokens }: HighlightResult): CodeToken[][] {
  return tokens.map((line) =>
    line.map(({ content, htmlStyle }) => ({
      content,
      light: htmlStyle?.color ?? null,
      dark: htmlStyle?.["--shiki-dark"] ?? null,
    })),
  );
}

addEventListener("message", ({ data }: MessageEvent<HighlightRequest>) => {
  const { id, code, language } = data;
  const reply = (lines: CodeToken[][] | null) => {
    const message: HighlightReply = { id, lines };
    postMessage(message);
  };
  if (!highlighter.supportsLanguage(language)) {
    reply(null);
    return;
  }
  const options = { code, language, themes: highlighter.getThemes() };
  const ready = highlighter.highlight(options, (result) => reply(toLines(result)));
  if (ready !== null) reply(toLines(ready));
});
