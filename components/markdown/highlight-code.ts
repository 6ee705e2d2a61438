/** Beyond this the colours would cost more time than they are worth. */
const maxCharacters = 50_000;

/** A piece of code in one colour per theme; null is the text's own colour. */
export type CodeToken = { content: string; light: string | null; dark: string | null };

export type HighlightRequest = { id: number; code: string; language: string };
/** `lines` is null for a language that is not known. */
export type HighlightReply = { id: number; lines: CodeToken[][] | null };

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, (lines: CodeToken[][]) => void>();

function getWorker(): Worker {
  if (worker !== null) return worker;
  worker = new Worker(new URL("./highlight-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data: { id, lines } }: MessageEvent<HighlightReply>) => {
    if (lines !== null) waiting.get(id)?.(lines);
    waiting.delete(id);
  });
  return worker;
}

/** Highlights in the background. Returns how to give up on it; unknown languages and huge blocks stay plain. */
export function highlightCode(
  { code, language }: Pick<HighlightRequest, "code" | "language">,
  onLines: (lines: CodeToken[][]) => void,
): () => void {
  if (code.length > maxCharacters) return () => {};
  lastId += 1;
  const request: HighlightRequest = { id: lastId, code, language };
  waiting.set(request.id, onLines);
  getWorker().postMessage(request);
  return () => waiting.delete(request.id);
}
