import "server-only";
import { delta, finish, weatherTools } from "@/e2e/upstreams/ask-through-wire";
import { completion, sse, type WireItem, type WireRow } from "./wire-case";

const ulm = '{"city":"Ulm"}';
const words = `call weather ${ulm}, tool-calls`;
const settings = { tools: weatherTools };

/** A stream whose deltas hold these lists of calls, and what a document with `whole` in their place looks like. */
function calls({ sent, deltas, whole }: { sent: string; deltas: unknown[][]; whole?: unknown[] }): WireItem {
  return {
    sent,
    reply: sse(...deltas.map((list) => delta({ tool_calls: list })), finish("tool_calls")),
    words,
    ...(whole === undefined
      ? {}
      : { document: completion({ content: null, tool_calls: whole }, { reason: "tool_calls" }) }),
    settings,
  };
}

/** Tool calls in the forms that the SDK reads too. */
export const handledTools: WireRow[] = [
  {
    table: "handled",
    row: 17,
    items: [
      calls({
        sent: "arguments in pieces",
        deltas: [
          [{ index: 0, id: "a", type: "function", function: { name: "weather", arguments: '{"ci' } }],
          [{ index: 0, function: { arguments: 'ty":"Ulm"}' } }],
        ],
        whole: [{ id: "a", type: "function", function: { name: "weather", arguments: ulm } }],
      }),
      {
        ...calls({
          sent: "parallel calls, interleaved",
          deltas: [
            [
              { index: 0, id: "a", function: { name: "weather", arguments: "" } },
              { index: 1, id: "b", function: { name: "weather", arguments: "" } },
            ],
            [
              { index: 1, function: { arguments: '{"city":"Bonn"}' } },
              { index: 0, function: { arguments: ulm } },
            ],
          ],
          whole: [
            { id: "a", function: { name: "weather", arguments: ulm } },
            { id: "b", function: { name: "weather", arguments: '{"city":"Bonn"}' } },
          ],
        }),
        words: `call weather ${ulm}, call weather {"city":"Bonn"}, tool-calls`,
      },
    ],
  },
  {
    table: "handled",
    row: 18,
    items: [
      calls({
        sent: "tool deltas without index",
        deltas: [
          [{ id: "a", function: { name: "weather", arguments: '{"ci' } }],
          [{ function: { arguments: 'ty":"Ulm"}' } }],
        ],
      }),
      calls({
        sent: "a tool call without id",
        deltas: [[{ index: 0, function: { name: "weather", arguments: ulm } }]],
        whole: [{ type: "function", function: { name: "weather", arguments: ulm } }],
      }),
      calls({
        sent: "a tool's name that comes late",
        deltas: [
          [{ index: 0, id: "a", function: { arguments: '{"ci' } }],
          [{ index: 0, function: { name: "weather", arguments: 'ty":"Ulm"}' } }],
        ],
      }),
      calls({
        sent: "a tool's name in every delta",
        deltas: [
          [{ index: 0, id: "a", function: { name: "weather", arguments: '{"ci' } }],
          [{ index: 0, id: "a", function: { name: "weather", arguments: 'ty":"Ulm"}' } }],
        ],
      }),
    ],
  },
  {
    table: "handled",
    row: 19,
    items: [
      {
        sent: "stop as the reason of a tool call",
        reply: sse(
          delta({ tool_calls: [{ index: 0, id: "a", function: { name: "weather", arguments: ulm } }] }),
          finish("stop"),
        ),
        words: `call weather ${ulm}, stop`,
        document: completion({
          content: null,
          tool_calls: [{ id: "a", type: "function", function: { name: "weather", arguments: ulm } }],
        }),
        settings,
      },
    ],
  },
];
