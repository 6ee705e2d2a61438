import type { CodeHighlighterPlugin, HighlightResult } from "streamdown";

/** Beyond this the colours would cost more time than they are worth. */
const maxCharacters = 20_000;

let loading: Promise<CodeHighlighterPlugin> | null = null;

function loadHighlighter(): Promise<CodeHighlighterPlugin> {
  loading ??= import("@streamdown/code").then((module) =>
    module.createCodePlugin({ themes: ["github-light-high-contrast", "github-dark-default"] }),
  );
  return loading;
}

function whenIdle(callback: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(callback, 1);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: 500 });
  return () => cancelIdleCallback(handle);
}

/** Highlights when the browser is idle. Returns how to give up on it; unknown languages and huge blocks stay plain. */
export function highlightCode(
  { code, language }: { code: string; language: string },
  onResult: (result: HighlightResult) => void,
): () => void {
  if (code.length > maxCharacters) return () => {};
  let cancelled = false;
  const deliver = (result: HighlightResult) => {
    if (!cancelled) onResult(result);
  };
  const cancelIdle = whenIdle(() => {
    void loadHighlighter().then((highlighter) => {
      if (cancelled || !highlighter.supportsLanguage(language)) return;
      const themes = highlighter.getThemes();
      const ready = highlighter.highlight({ code, language, themes }, deliver);
      if (ready !== null) deliver(ready);
    });
  });
  return () => {
    cancelled = true;
    cancelIdle();
  };
}
