import { describe, expect, it } from "vitest";
import { mergeChatList } from "./merge-chat-list";

const chat = (id: string, updatedAt: number, pinned = false) => ({
  id,
  updatedAt,
  pinned,
  title: id,
  live: false,
});
const merge = (known: ReturnType<typeof chat>[], head: ReturnType<typeof chat>[], isWhole = false) =>
  mergeChatList({ known, head, isWhole }).map(({ id }) => id);

describe("a list of chats whose beginning was read anew", () => {
  const known = [chat("p", 1, true), chat("c", 30), chat("b", 20), chat("a", 10)];

  it("keeps what was read before from further down", () => {
    expect(merge(known, [chat("p", 1, true), chat("d", 40), chat("c", 30)])).toEqual([
      "p",
      "d",
      "c",
      "b",
      "a",
    ]);
  });

  it("lists a chat that came to the top once", () => {
    expect(merge(known, [chat("a", 50), chat("p", 1, true), chat("c", 30)])).toEqual(["a", "p", "c", "b"]);
  });

  it("forgets what is gone from the part that was read", () => {
    expect(merge(known, [chat("b", 20)])).toEqual(["b", "a"]);
    expect(merge(known, [chat("b", 20)], true)).toEqual(["b"]);
    expect(merge(known, [], true)).toEqual([]);
  });

  it("keeps chats of the same moment", () => {
    expect(merge([chat("z", 30), chat("y", 30), chat("x", 30)], [chat("z", 30)])).toEqual(["z", "y", "x"]);
  });
});
