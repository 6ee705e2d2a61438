import { describe, expect, it } from "vitest";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { toEditableText, toEditedParts } from "./edited-parts";

const text = (words: string) => ({ type: "text" as const, text: words });
const file = { type: "file" as const, mediaType: "image/png", url: "attachment:1" };
const thought = { type: "reasoning" as const, text: "Hm." };
const step = { type: "step-start" as const };

describe("a message that is rewritten", () => {
  it.each<[string, StoredMessage["parts"], string, StoredMessage["parts"]]>([
    ["a text", [text("one")], "one", [text("new")]],
    ["files stay before the text", [file, text("one")], "one", [file, text("new")]],
    ["a file alone gets a text", [file], "", [file, text("new")]],
    ["thoughts stay", [step, thought, text("one")], "one", [step, thought, text("new")]],
    ["texts side by side are one", [text("one"), text("two")], "one\n\ntwo", [text("new")]],
    [
      "only what was said last changes",
      [step, text("I look."), file, step, text("Found.")],
      "Found.",
      [step, text("I look."), file, step, text("new")],
    ],
  ])("%s", (_, parts, editable, edited) => {
    expect(toEditableText(parts)).toBe(editable);
    expect(toEditedParts(parts, "new")).toEqual(edited);
  });

  it("without a text keeps what else it had", () => {
    expect(toEditedParts([file, text("one")], "")).toEqual([file]);
  });
});
