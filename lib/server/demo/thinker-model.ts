import "server-only";
import type { DemoModel } from "./demo-answer";
import { quotePrompt } from "./quote-prompt";
import { countTokens } from "./tokenise";

/** Thinks first, in a stream of its own, then answers. */
export const answerAsThinker: DemoModel = ({ prompt }) => {
  const quote = quotePrompt(prompt);
  const words = prompt.split(/\s+/).filter((word) => word !== "").length;
  return {
    reasoning: `The user wrote: ${quote}

First, what is being asked? I see ${words} ${words === 1 ? "word" : "words"}, ${countTokens(prompt)} tokens. I am a simulated model, so I cannot work on the question itself. What I can do honestly is show how thinking looks while it streams.

Let me plan the answer. One: say plainly that I am simulated. Two: explain that these thoughts are a stream of their own, counted apart from the answer. Three: stop there, because a short answer is enough.

Is anything missing? The reader may wonder whether the thoughts are sent back with the next message. They are not. I will say so.`,
    text: `I have thought about it, in the way a **simulated** model can. What you saw above arrived before this answer, as a stream of its own:

- The thinking is **counted apart**: the numbers below show reasoning tokens beside the rest.
- It is **not sent back** with your next message, and not copied with the answer.
- It closes when the answer begins, unless you opened it yourself.

Your message was:

> ${quote}

A real reasoning model would now give you its conclusion. Choose one in the model picker to see the difference.
`,
    tokensPerSecond: 80,
    firstTokenMs: 300,
  };
};
