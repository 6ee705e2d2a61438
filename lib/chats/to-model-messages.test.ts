import { describe, expect, it } from "vitest";
import type { ChatMessage } from "./chat-document";
import { toModelMessages, withoutToolCalls } from "./to-model-messages";

type Parts = ChatMessage["parts"];
const user = (text: string) => ({ role: "user" as const, parts: [{ type: "text" as const, text }] });
const answer = (...parts: Parts) => ({ role: "assistant" as const, parts });
const text = (words: string) => ({ type: "text" as const, text: words });
const step = { type: "step-start" as const };
const called = {
  type: "dynamic-tool" as const,
  toolName: "get_weather",
  toolCallId: "c1",
  input: { city: "Paris" },
};

describe("a path of messages for a model", () => {
  it("keeps roles apart, leaves empty answers out and joins what then stands side by side", () => {
    expect(toModelMessages([user("a"), answer(), user("b"), answer(text("c")), user("d")])).toEqual([
      { role: "user", content: "a\n\nb" },
      { role: "assistant", content: "c" },
      { role: "user", content: "d" },
    ]);
  });

  it("keeps what stands in the place of a file apart from the words beside it", () => {
    const parts = [text("[The image was left out.]"), text("What is it?"), text("")];
    expect(toModelMessages([{ role: "user", parts }])).toEqual([
      { role: "user", content: "[The image was left out.]\n\nWhat is it?" },
    ]);
  });

  it("never sends reasoning", () => {
    const [, told] = toModelMessages([user("a"), answer({ type: "reasoning", text: "hm" }, text("b"))]);
    expect(told).toEqual({ role: "assistant", content: "b" });
  });

  it("tells of calls and their results in the order in which they happened", () => {
    const messages = toModelMessages([
      user("weather?"),
      answer(
        step,
        text("Let me look."),
        { ...called, state: "output-available", output: { celsius: 21 } },
        { ...called, toolCallId: "c2", state: "output-error", errorText: "no such city" },
        step,
        text("21 degrees."),
      ),
      user("thanks"),
    ]);
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "assistant", "user"]);
    expect(messages[1]?.content).toEqual([
      { type: "text", text: "Let me look." },
      { type: "tool-call", toolCallId: "c1", toolName: "get_weather", input: { city: "Paris" } },
      { type: "tool-call", toolCallId: "c2", toolName: "get_weather", input: { city: "Paris" } },
    ]);
    expect(messages[2]?.content).toMatchObject([
      { toolCallId: "c1", output: { type: "json", value: { celsius: 21 } } },
      { toolCallId: "c2", output: { type: "error-text", value: "no such city" } },
    ]);
  });

  it("says that a call was denied, and why", () => {
    const approval = { id: "c1", approved: false as const, reason: "too dear" };
    const [, , results] = toModelMessages([
      user("a"),
      answer({ ...called, state: "output-denied", approval }),
    ]);
    expect(results?.content).toMatchObject([
      { output: { type: "text", value: "The user did not allow this call: too dear" } },
    ]);
  });

  it("leaves out calls that never ended and calls with unreadable arguments: they would be refused", () => {
    const open = answer(text("Wait."), { ...called, state: "input-available" });
    const broken = answer({
      ...called,
      state: "output-error",
      input: '{"city": "Par',
      errorText: "not JSON",
    });
    expect(toModelMessages([user("a"), open, user("b"), broken, user("c")])).toEqual([
      { role: "user", content: "a" },
      { role: "assistant", content: "Wait." },
      { role: "user", content: "b\n\nc" },
    ]);
  });

  it("can leave all calls out, for a request without tools", () => {
    const path = [
      user("a"),
      answer(step, { ...called, state: "output-available", output: 1 }, step, text("b")),
    ];
    expect(toModelMessages(path.map(withoutToolCalls))).toEqual([
      { role: "user", content: "a" },
      { role: "assistant", content: "b" },
    ]);
  });
});
