import { expect, it } from "vitest";
import { readThinking, withThinking } from "./thinking-switch";

it("the switch is set, turned and taken away without touching what stands beside it", () => {
  const body = { top_k: 40, chat_template_kwargs: { style: "short" } };
  const off = withThinking(body, "off");
  expect(off).toEqual({ top_k: 40, chat_template_kwargs: { style: "short", enable_thinking: false } });
  expect(readThinking(off)).toBe("off");
  expect(readThinking(withThinking(off, "on"))).toBe("on");
  expect(withThinking(off, "")).toEqual(body);
});

it("nothing is left of it where it stood alone", () => {
  expect(withThinking(undefined, "on")).toEqual({ chat_template_kwargs: { enable_thinking: true } });
  expect(withThinking({ chat_template_kwargs: { enable_thinking: true } }, "")).toEqual({});
});

it("a value that is no boolean is not shown as one", () => {
  expect(readThinking({ chat_template_kwargs: { enable_thinking: "yes" } })).toBe("");
  expect(readThinking({ chat_template_kwargs: [] })).toBe("");
  expect(readThinking(undefined)).toBe("");
});
