import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "@/app/api/test-server";
import type { ChatSummary } from "@/lib/chats/chat-document";
import { encodeChatPlace } from "@/lib/chats/chat-place";
import { exportHead, exportTail } from "@/lib/export/chat-export";

let server: TestServer;

const chat = (number: number, updatedAt: number, pinnedAt: number | null = null) => ({
  id: `chat-${String(number).padStart(4, "0")}`,
  title: `Chat ${number}`,
  createdAt: updatedAt,
  updatedAt,
  pinnedAt,
  lanes: [],
  messages: [],
});

beforeAll(async () => {
  server = await startTestServer();
  const chats = [
    ...Array.from({ length: 40 }, (_, number) => chat(number, 1_000 + number)),
    // Of one moment, as an import or a script leaves them.
    ...Array.from({ length: 10 }, (_, number) => chat(100 + number, 500)),
    chat(200, 1, 5),
  ];
  const file = exportHead + chats.map((each) => JSON.stringify(each)).join(",\n") + exportTail;
  expect((await server.send("POST", "/api/import", { body: JSON.parse(file) })).status).toBe(200);
});

afterAll(() => server.close());

async function list(query: string): Promise<ChatSummary[]> {
  const response = await server.send("GET", `/api/chats?${query}`);
  expect(response.status).toBe(200);
  return response.json();
}

describe("the list of chats", () => {
  it("begins with the pinned ones and the newest", async () => {
    expect((await list("limit=2")).map(({ title }) => title)).toEqual(["Chat 200", "Chat 39", "Chat 38"]);
  });

  it("goes on after any place to the oldest, each chat once, also those of one moment", async () => {
    const seen = await list("limit=7");
    for (let page = seen; page.length > 0; ) {
      const last = page.at(-1);
      if (last === undefined) break;
      page = await list(`limit=7&after=${encodeURIComponent(encodeChatPlace(last))}`);
      seen.push(...page);
    }
    expect(seen).toHaveLength(51);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(51);
    const times = seen.slice(1).map(({ updatedAt }) => updatedAt);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it("goes on where it was also when that chat was deleted meanwhile", async () => {
    const [, first, second] = await list("limit=2");
    if (first === undefined || second === undefined) throw new Error("no chats");
    await server.send("PATCH", `/api/chats/${first.id}`, { body: { deleted: true } });
    expect((await list(`limit=1&after=${encodeChatPlace(first)}`))[0]?.id).toBe(second.id);
    await server.send("PATCH", `/api/chats/${first.id}`, { body: { deleted: false } });
  });

  it.each(["after=nonsense", "after=1.%27%3B", "limit=-1", "limit=x"])(
    "%s asks for the beginning",
    async (query) => {
      expect((await list(query))[0]?.title).toBe("Chat 200");
    },
  );
});
