import { describe, expect, test, vi } from "vitest";
import {
  askDirectly,
  askThroughWire,
  delta,
  events,
  finish,
  generateThroughWire,
  replying,
  weatherTools,
} from "@/e2e/upstreams/ask-through-wire";
import { createToolCallReader } from "./tool-calls";

const ask = (body: string | string[], options: Parameters<typeof askThroughWire>[0] = {}) =>
  askThroughWire({ transport: replying(body), ...options });
const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];

describe("tool calls", () => {
  const call = { name: "weather", input: { city: "Ulm" } };
  const asked = (...chunks: unknown[]) => ask(events(...chunks), { tools: weatherTools });
  const calls = (...list: unknown[]) => delta({ tool_calls: list });

  test("a call that never gets a name is left out, with a notice", async () => {
    const seen = await asked(calls({ index: 0, id: "a", function: { arguments: "{}" } }), ...hello, finish());
    expect(seen).toMatchObject({ toolCalls: [], text: "Hello", errors: [] });
    expect(seen.exchange.notices).toEqual(["1 tool call without a name was left out."]);
  });

  describe("a call that is cut off before its first argument", () => {
    const begun = calls({ index: 0, id: "a", function: { name: "weather", arguments: "" } });
    const isInvalid = async (...end: unknown[]) => {
      const seen: boolean[] = [];
      const onPart = (part: { type: string; invalid?: boolean }) => {
        if (part.type === "tool-call") seen.push(part.invalid === true);
      };
      const transport = replying([begun, ...end].map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`));
      await askDirectly({ transport, tools: weatherTools, onPart });
      return seen;
    };

    test.each([
      ["at the limit", [finish("length")]],
      ["by the connection", []],
    ])("%s, is not made", async (_, end) => expect(await isInvalid(...end)).toEqual([true]));

    test("is made without arguments where the answer says that it is whole", async () =>
      expect(await isInvalid(finish("tool_calls"))).toEqual([false]));

    test.each([
      ["length", "{"],
      ["tool_calls", {}],
    ])("in one reply that ends with %s, has as its arguments: %j", async (reason, input) => {
      const call = { id: "a", type: "function", function: { name: "weather", arguments: "" } };
      const message = { role: "assistant", content: null, tool_calls: [call] };
      const reply = JSON.stringify({ id: "1", choices: [{ index: 0, message, finish_reason: reason }] });
      const transport = replying(reply, { headers: { "content-type": "application/json" } });
      const { toolCalls } = await generateThroughWire({ transport, tools: weatherTools });
      expect(toolCalls).toEqual([{ name: "weather", input }]);
    });
  });

  test("two calls under one index are two calls", async () => {
    const seen = await asked(
      calls({ index: 0, id: "a", function: { name: "weather", arguments: '{"city":"Ulm"}' } }),
      calls({ index: 0, id: "b", function: { name: "weather", arguments: '{"city":"Bonn"}' } }),
      finish("tool_calls"),
    );
    expect(seen.toolCalls).toEqual([call, { name: "weather", input: { city: "Bonn" } }]);
  });

  test("two calls without index or id are two calls", async () => {
    const seen = await asked(
      calls(
        { function: { name: "weather", arguments: '{"city":"Ulm"}' } },
        { function: { name: "weather", arguments: '{"city":"Bonn"}' } },
      ),
      finish("tool_calls"),
    );
    expect(seen.toolCalls).toEqual([call, { name: "weather", input: { city: "Bonn" } }]);
  });

  test.each([[{ index: 0 }], [{}]])(
    "a name that is repeated with every piece is one call, parsed once at its end (%j)",
    (place) => {
      const given = vi.fn();
      const reader = createToolCallReader({ onStart: given, onArguments: () => {} });
      const push = (text: string) =>
        reader.push({ tool_calls: [{ ...place, function: { name: "write", arguments: text } }] });
      const parsed = vi.spyOn(JSON, "parse");
      for (const text of ['{"text":"', ...Array.from({ length: 500 }, () => "word "), '"} ']) push(text);
      expect(given).toHaveBeenCalledOnce();
      expect(parsed.mock.calls.length).toBeLessThan(3);
      parsed.mockRestore();
      push('{"text":"another"}');
      expect(given).toHaveBeenCalledTimes(2);
    },
  );
});
