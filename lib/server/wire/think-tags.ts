import "server-only";

const openTag = "<think>";
const closeTag = "</think>";

export type ThinkTagReader = {
  push: (text: string) => void;
  /** The server marks reasoning in a field of its own: text then starts as text. */
  reasoningIsMarked: () => void;
  /** The answer is over: gives what was held back. */
  end: () => void;
};

export type ThinkTagOptions = {
  /** The model's template opens the reasoning itself, so only `</think>` is ever sent. True for few models. */
  opensInReasoning: boolean;
  onText: (text: string) => void;
  onReasoning: (text: string) => void;
};

/**
 * Separates a `<think>…</think>` at the very start of an answer from the text after it, wherever the tags are split.
 * Tags further in are left alone: they are part of what the model wrote. Blank space after a tag is dropped.
 */
export function createThinkTagReader(options: ThinkTagOptions): ThinkTagReader {
  const { onText, onReasoning } = options;
  let place: "start" | "opened" | "reasoning" | "closed" | "text" = "start";
  let held = "";
  let opensInReasoning = options.opensInReasoning;
  /** All text so far, while it may yet turn out that none of it was reasoning. */
  let unmarked = "";

  const readStart = (text: string) => {
    held += text;
    const begun = held.trimStart();
    if (openTag.startsWith(begun)) return;
    const rest = held;
    held = "";
    if (begun.startsWith(openTag)) {
      opensInReasoning = false;
      place = "opened";
      push(begun.slice(openTag.length));
      return;
    }
    place = opensInReasoning ? "opened" : "text";
    push(rest);
  };

  const readReasoning = (text: string) => {
    held += text;
    const close = held.indexOf(closeTag);
    const end = close === -1 ? held.length - openEnd(held) : close;
    if (end > 0) onReasoning(held.slice(0, end));
    if (close === -1) {
      held = held.slice(end);
      return;
    }
    const rest = held.slice(close + closeTag.length);
    held = "";
    opensInReasoning = false;
    place = "closed";
    push(rest);
  };

  const push = (text: string) => {
    if (place === "start") return readStart(text);
    if (place === "reasoning") return readReasoning(text);
    const rest = place === "text" ? text : text.trimStart();
    if (rest === "") return;
    if (place === "opened") {
      place = "reasoning";
      return readReasoning(rest);
    }
    place = "text";
    onText(rest);
  };

  return {
    push: (text) => {
      if (opensInReasoning) unmarked += text;
      push(text);
    },
    reasoningIsMarked: () => {
      if (place === "start") opensInReasoning = false;
    },
    end: () => {
      const rest = held;
      held = "";
      if (rest !== "" && place === "start") onText(rest);
      if (rest !== "" && place === "reasoning") onReasoning(rest);
      // A plain answer of a model that otherwise thinks first: better shown twice than swallowed.
      if (opensInReasoning && place === "reasoning") onText(unmarked);
      place = "text";
      opensInReasoning = false;
      unmarked = "";
    },
  };
}

/** How many characters at the end of `text` may be the beginning of `</think>`. */
function openEnd(text: string): number {
  for (let length = Math.min(closeTag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(closeTag.slice(0, length))) return length;
  }
  return 0;
}
