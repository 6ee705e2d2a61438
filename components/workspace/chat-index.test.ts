import { beforeEach, describe, expect, it, vi } from "vitest";
import { chatsPerPage } from "@/lib/chats/chats-per-page";
import { ChatIndex, type ChatPages } from "./chat-index";

const chat = (number: number, pinned = false) => ({
  id: `chat${number}`,
  title: `Chat ${number}`,
  updatedAt: number,
  pinned,
  live: false,
});
type Chat = ReturnType<typeof chat>;
const newest = (chats: Chat[]) => chats.toSorted((a, b) => b.updatedAt - a.updatedAt);

/** A server with these chats, and an index that has read its first page. */
function indexOf(chats: Chat[]) {
  const server = { chats };
  const listed = () => newest(server.chats.filter(({ pinned }) => !pinned));
  const pinned = () => newest(server.chats.filter((each) => each.pinned));
  const pages: ChatPages = {
    listChats: async (limit) => [...pinned(), ...listed().slice(0, limit)],
    listChatsAfter: async ({ updatedAt }) =>
      listed()
        .filter((each) => each.updatedAt < updatedAt)
        .slice(0, chatsPerPage),
  };
  const asked = vi.spyOn(pages, "listChatsAfter");
  const index = new ChatIndex([...pinned(), ...listed().slice(0, chatsPerPage)], pages);
  return { index, server, pages, asked, ids: () => index.store.get().chats.map(({ id }) => id) };
}

const many = (count: number) => Array.from({ length: count }, (_, number) => chat(number + 1));

beforeEach(() => vi.stubGlobal("document", { visibilityState: "visible" }));

describe("the list of chats", () => {
  it("goes on page by page to the oldest chat, each once, the pinned ones first", async () => {
    const { index, ids } = indexOf([...many(450), chat(9_000, true)]);
    expect(ids()).toHaveLength(201);
    await index.showOlder();
    await index.showOlder();
    expect(index.store.get().hasOlder).toBe(false);
    await index.showOlder();
    expect(ids()).toEqual(["chat9000", ...newest(many(450)).map(({ id }) => id)]);
  });

  it("asks for a page once, however often it is wanted", async () => {
    const { index, asked } = indexOf(many(450));
    await Promise.all([index.showOlder(), index.showOlder(), index.showOlder()]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("has the newest on top and keeps what was read further down", async () => {
    const { index, server, ids } = indexOf(many(450));
    await index.showOlder();
    server.chats = [...server.chats, chat(1_000)];
    await index.refresh();
    expect([ids()[0], ids().length, index.store.get().hasOlder]).toEqual(["chat1000", 401, true]);
  });

  it("read anew knows what was deleted far down, and that more has come", async () => {
    const { index, server, ids } = indexOf(many(150));
    expect(index.store.get().hasOlder).toBe(false);
    server.chats = [...many(400).filter(({ id }) => id !== "chat399")];
    await index.reread();
    expect([ids()[1], ids().length, index.store.get().hasOlder]).toEqual(["chat398", 200, true]);
  });

  it("says when older chats could not be read, and goes on when they are asked for again", async () => {
    const { index, asked, ids } = indexOf(many(300));
    asked.mockRejectedValueOnce(new Error("offline"));
    await index.showOlder();
    expect([index.store.get().failed, index.store.get().hasOlder]).toEqual([true, true]);
    await index.showOlder();
    expect([index.store.get().failed, ids().length]).toEqual([false, 300]);
  });

  it("stays as it was when the server does not answer", async () => {
    const { index, pages, ids } = indexOf(many(3));
    vi.spyOn(pages, "listChats").mockRejectedValue(new Error("offline"));
    await index.refresh();
    await index.reread();
    expect(ids()).toEqual(["chat3", "chat2", "chat1"]);
  });
});
