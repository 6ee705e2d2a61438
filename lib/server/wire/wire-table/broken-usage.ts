import "server-only";
import { done, finish } from "@/e2e/upstreams/ask-through-wire";
import { completion, hello, helloWords, sse, type WireItem, type WireRow } from "./wire-case";

const counts = { prompt_tokens: 11, completion_tokens: 7 };
const counted = `${helloWords}, 11+7 tokens`;

const after = (sent: string, last: Record<string, unknown>, words = counted): WireItem => ({
  sent,
  reply: sse(...hello, finish(), last, done),
  words,
});

/** Where a server may put its usage, and how it may write it. */
export const brokenUsage: WireRow[] = [
  {
    table: "broken",
    row: 6,
    items: [
      after("a usage chunk without choices", { usage: counts }),
      after("a usage chunk with choices: null", { choices: null, usage: counts }),
    ],
  },
  {
    table: "broken",
    row: 7,
    items: [
      {
        ...after("usage numbers as text", {
          choices: [],
          usage: { prompt_tokens: "11", completion_tokens: "7" },
        }),
        document: completion(
          { content: "Hello" },
          { usage: { prompt_tokens: "11", completion_tokens: "7" } },
        ),
      },
      {
        ...after("usage under x_groq", { choices: [], x_groq: { usage: counts } }),
        document: completion({ content: "Hello" }, { x_groq: { usage: counts } }),
      },
      {
        ...after(
          "only total_tokens: unknown, not 0",
          { choices: [], usage: { total_tokens: 18 } },
          helloWords,
        ),
        document: completion({ content: "Hello" }, { usage: { total_tokens: 18 } }),
      },
    ],
  },
];
