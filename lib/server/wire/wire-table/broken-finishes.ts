import "server-only";
import { delta, done, finish, weatherTools } from "@/e2e/upstreams/ask-through-wire";
import { completion, hello, sse, type WireItem, type WireRow } from "./wire-case";

const ulm = {
  index: 0,
  id: "a",
  type: "function",
  function: { name: "weather", arguments: '{"city":"Ulm"}' },
};

/** A finish reason after a tool call. */
const afterCall = (reason: string): WireItem => ({
  sent: `finish reason ${reason}`,
  reply: sse(delta({ tool_calls: [ulm] }), finish(reason), done),
  words: 'call weather {"city":"Ulm"}, tool-calls',
  document: completion({ content: null, tool_calls: [ulm] }, { reason }),
  settings: { tools: weatherTools },
});

/** A finish reason after text, and how it ends in the SDK's words. */
const afterText = (reason: string, words: string): WireItem => ({
  sent: `finish reason ${reason}`,
  reply: sse(...hello, finish(reason), done),
  words,
  document: completion({ content: "Hello" }, { reason }),
});

/** A server that writes '' for "none yet" never says more than that. */
const empty: WireItem = {
  sent: "finish reason ''",
  reply: sse(
    ...["Hel", "lo"].map((content) =>
      delta({}, { choices: [{ index: 0, delta: { content }, finish_reason: "" }] }),
    ),
    done,
  ),
  words: 'text "Hello", stop',
  document: completion({ content: "Hello" }, { reason: "" }),
};

export const brokenFinishes: WireRow[] = [
  {
    table: "broken",
    row: 11,
    items: [
      ...["tool_use", "tool_call", "tool_calling", "function_call"].map(afterCall),
      ...["eos", "STOP", "end_turn"].map((reason) => afterText(reason, 'text "Hello", stop')),
      ...["max_tokens", "MAX_TOKENS"].map((reason) => afterText(reason, 'text "Hello", length')),
      afterText("SAFETY", 'text "Hello", content-filter'),
      empty,
      afterText(
        "purple",
        'incomplete, text "Hello", other (purple), note: The provider gave a reason for ending that is not known here: purple.',
      ),
      afterText("error", 'failed, text "Hello", error provider_failed: Acme failed.'),
    ],
  },
];
