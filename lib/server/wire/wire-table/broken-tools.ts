import "server-only";
import { delta, finish, weatherTools } from "@/e2e/upstreams/ask-through-wire";
import { completion, sse, type WireRow } from "./wire-case";

const city = { city: "Ulm" };
const text = JSON.stringify(city);
const words = `call weather ${text}, tool-calls`;
const settings = { tools: weatherTools };
const call = (given: unknown) => [{ index: 0, id: "a", function: { name: "weather", arguments: given } }];
const inOnePiece = (list: unknown[]) =>
  completion({ content: null, tool_calls: list }, { reason: "tool_calls" });

/** Tool calls in forms that the SDK loses. */
export const brokenTools: WireRow[] = [
  {
    table: "broken",
    row: 10,
    items: [
      {
        sent: "tool arguments as an object",
        reply: sse(delta({ tool_calls: call(city) }), finish("tool_calls")),
        words,
        document: inOnePiece(call(city)),
        settings,
      },
      {
        sent: "tool arguments of null",
        reply: sse(delta({ tool_calls: call(null) }), finish("tool_calls")),
        words: "call weather {}, tool-calls",
        document: inOnePiece(call(null)),
        settings,
      },
      {
        sent: "function: null, then the call",
        reply: sse(
          delta({ tool_calls: [{ index: 0, id: "a", function: null }] }),
          delta({ tool_calls: [{ index: 0, function: { name: "weather", arguments: text } }] }),
          finish("tool_calls"),
        ),
        words,
        document: inOnePiece([{ id: "a", function: null, name: "weather", arguments: text }]),
        settings,
      },
      {
        sent: "legacy function_call",
        reply: sse(
          delta({ function_call: { name: "weather", arguments: '{"ci' } }),
          delta({ function_call: { arguments: 'ty":"Ulm"}' } }),
          finish("function_call"),
        ),
        words,
        document: completion(
          { content: null, function_call: { name: "weather", arguments: text } },
          { reason: "function_call" },
        ),
        settings,
      },
    ],
  },
];
