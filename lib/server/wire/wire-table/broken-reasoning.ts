import "server-only";
import { delta, finish } from "@/e2e/upstreams/ask-through-wire";
import { completion, hello, said, sse, type WireRow } from "./wire-case";

const words = 'reasoning "Hm.", text "Hello", stop';
const details = [{ type: "reasoning.text", text: "Hm." }];
const about = "Write <think> before and </think> after.";

/** Reasoning that the SDK does not see. */
export const brokenReasoning: WireRow[] = [
  {
    table: "broken",
    row: 8,
    items: [
      {
        sent: "reasoning_details[]",
        reply: sse(delta({ reasoning_details: details }), ...hello, finish()),
        words,
        document: completion({ content: "Hello", reasoning_details: details }),
      },
      {
        sent: "reasoning as an object",
        reply: sse(delta({ reasoning: { content: "Hm." } }), ...hello, finish()),
        words,
        document: completion({ content: "Hello", reasoning: { content: "Hm." } }),
      },
    ],
  },
  {
    table: "broken",
    row: 9,
    items: [
      {
        sent: "<think>…</think> in the text, split",
        reply: sse(
          ...["<thi", "nk>\nHm.</", "think>\n\nHello"].map((content) => delta({ content })),
          finish(),
        ),
        words,
        document: completion({ content: "<think>\nHm.</think>\n\nHello" }),
      },
      {
        sent: "only </think>, of a model that opens in reasoning",
        reply: sse(...["Hm.</th", "ink>\nHello"].map((content) => delta({ content })), finish()),
        words,
        document: completion({ content: "Hm.</think>\nHello" }),
        settings: { opensInReasoning: true },
      },
      {
        sent: "only </think>, of any other model",
        reply: said({ content: "One </think> two" }),
        words: 'text "One </think> two", stop',
        document: completion({ content: "One </think> two" }),
      },
      {
        sent: "an answer about <think>",
        reply: said({ content: about }),
        words: `text "${about}", stop`,
        document: completion({ content: about }),
      },
    ],
  },
];
