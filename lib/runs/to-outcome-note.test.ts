import { describe, expect, it } from "vitest";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { AnswerMetadata } from "./answer-metadata";
import { toOutcomeNote } from "./to-outcome-note";

const text = { type: "text", text: "Hello" } as const;
const reasoning = { type: "reasoning", text: "Hm." } as const;

type Ended = Pick<AnswerMetadata, "outcome" | "finishReason" | "byHand">;

function note(overrides: Partial<Ended>, parts: ChatMessage["parts"]): string | undefined {
  const ended: Ended = { outcome: "complete", finishReason: "stop", ...overrides };
  return toOutcomeNote(ended, [{ type: "step-start" }, ...parts])?.word;
}

describe("the words about how an answer ended", () => {
  it("are none where it simply ended, with a text or a call of a tool", () => {
    const call: ChatMessage["parts"][number] = {
      type: "dynamic-tool",
      toolName: "clock",
      toolCallId: "1",
      state: "output-available",
      input: {},
      output: {},
    };
    expect(note({}, [text])).toBeUndefined();
    expect(note({ finishReason: "tool_calls" }, [call])).toBeUndefined();
  });

  it("say that a content filter ended it, whether or not something had been written", () => {
    expect(note({ finishReason: "content_filter" }, [text])).toBe("Filtered");
    expect(note({ finishReason: "content_filter" }, [])).toBe("Filtered");
  });

  it("say that nothing came, so that nobody looks for a lost text", () => {
    expect(note({}, [])).toBe("Empty");
    expect(note({}, [{ type: "text", text: " \n" }])).toBe("Empty");
    expect(note({}, [reasoning])).toBe("Empty");
  });

  it("are none under an empty answer that somebody wrote by hand", () => {
    expect(note({ byHand: "written", finishReason: null }, [])).toBeUndefined();
  });

  it("tell an output limit and what went into thinking", () => {
    expect(note({ finishReason: "length" }, [text])).toBe("Cut off");
    expect(note({ finishReason: "length" }, [reasoning])).toBe("Cut off");
  });

  it("leave an answer that failed to its error, and name one that was stopped", () => {
    expect(note({ outcome: "failed" }, [])).toBeUndefined();
    expect(note({ outcome: "stopped" }, [])).toBe("Stopped");
  });
});
