import { beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/app-error";
import { ChatSession } from "./chat-session";
import { MemoryServer } from "./memory-server.test-support";

let server: MemoryServer;
let session: ChatSession;

beforeEach(() => {
  server = new MemoryServer();
  session = new ChatSession({
    id: "chat-0001",
    models: ["demo/writer", "demo/echo"],
    server,
    onChange: () => {},
  });
});

const lanes = () => session.store.get().lanes;

function shown(at = 0): string[] {
  return (lanes()[at]?.chat.messages ?? []).map(({ role, parts }) => {
    const text = parts.map((part) => (part.type === "text" ? part.text : "")).join("");
    return `${role}: ${text}`;
  });
}

async function endAnswers(text: string): Promise<void> {
  await vi.waitFor(() => expect(server.answers.length).toBeGreaterThan(0));
  for (const answer of server.answers.splice(0)) {
    answer.write(text);
    answer.end();
  }
  await vi.waitFor(() => expect(session.busy).toBe(false));
}

describe("messages by hand", () => {
  it("begin a chat in all its lanes, follow each other, and ask nobody", async () => {
    expect(await session.turns.addByHand({ role: "user", text: "Say yes." })).toBe(true);
    expect(await session.turns.addByHand({ role: "assistant", text: "Yes." })).toBe(true);
    expect(await session.turns.addByHand({ role: "user", text: "Now no." })).toBe(true);
    for (const at of [0, 1])
      expect(shown(at)).toEqual(["user: Say yes.", "assistant: Yes.", "user: Now no."]);
    expect(session.store.get().saved).toBe(true);
    expect(server.answers).toHaveLength(0);
  });

  it("without a reply can be given one, in the lanes that are on", async () => {
    await session.turns.addByHand({ role: "user", text: "one?" });
    lanes()[1]?.store.patch({ isOff: true });
    expect(lanes().map(({ isUnanswered }) => isUnanswered)).toEqual([true, true]);
    expect(await session.turns.answer()).toBe(true);
    await endAnswers("1");
    expect([shown(0), shown(1)]).toEqual([["user: one?", "assistant: 1"], ["user: one?"]]);
    expect(lanes().map(({ isUnanswered }) => isUnanswered)).toEqual([false, true]);
  });

  it("go where the lanes say, and nowhere when all are off", async () => {
    for (const lane of lanes()) lane.store.patch({ isOff: true });
    expect(await session.turns.addByHand({ role: "user", text: "one" })).toBe(false);
    expect(session.store.get().notice?.text).toContain("switched off");
    expect(server.chats.size).toBe(0);
  });

  it("that are refused say why, and nothing changes", async () => {
    server.refusal = new AppError("conflict", "Words of the server.");
    expect(await session.turns.addByHand({ role: "user", text: "one" })).toBe(false);
    expect(session.store.get().notice?.text).toBe("Words of the server.");
    expect(session.store.get().saved).toBe(false);
  });

  it("wait for an answer that is arriving", async () => {
    await session.turns.send("one?");
    expect(await session.turns.addByHand({ role: "user", text: "two" })).toBe(false);
    expect(session.store.get().notice?.reason).toBe("busy");
    await endAnswers("1");
  });

  it("are no runs: nothing is compared or priced with them", async () => {
    await session.turns.addByHand({ role: "assistant", text: "Yes." });
    expect(lanes().flatMap(({ answers }) => answers)).toEqual([]);
  });
});

describe("a rewording", () => {
  it("becomes a version beside the first one, which keeps what followed it", async () => {
    await session.turns.addByHand({ role: "user", text: "one" });
    await session.turns.addByHand({ role: "assistant", text: "1" });
    const [lane] = lanes();
    const [question, answer] = lane?.chat.messages ?? [];
    if (lane === undefined || question === undefined || answer === undefined) throw new Error("no lane");
    await session.byHand.reword(lane, answer.id, "uno");
    expect(shown()).toEqual(["user: one", "assistant: uno"]);
    await session.byHand.reword(lane, question.id, "eins");
    expect(shown()).toEqual(["user: eins"]);
    const versions = lane.store.get().versions.get(lane.leafId ?? "");
    expect(versions).toMatchObject({ number: 2, count: 2, previousId: question.id });
    session.showVersion(lane, question.id);
    expect(shown()).toEqual(["user: one", "assistant: uno"]);
  });

  it("that is refused stays with its message", async () => {
    await session.turns.addByHand({ role: "user", text: "one" });
    const [lane] = lanes();
    if (lane === undefined || lane.leafId === null) throw new Error("no lane");
    server.refusal = new AppError("conflict", "Words of the server.");
    await session.byHand.reword(lane, lane.leafId, "two");
    expect(lane.store.get().refusedEdit).toEqual({ messageId: lane.leafId, text: "two" });
    expect(shown()).toEqual(["user: one"]);
  });
});
