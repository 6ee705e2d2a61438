import { beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/app-error";
import { ChatSession } from "./chat-session";
import type { LaneSession } from "./lane-session";
import { MemoryServer } from "./memory-server.test-support";

let server: MemoryServer;
let session: ChatSession;

const sessionWith = () =>
  new ChatSession({ id: "chat-0001", models: ["demo/writer"], server, onChange: () => {} });

function laneOf(chat: ChatSession): LaneSession {
  const [lane] = chat.store.get().lanes;
  if (lane === undefined) throw new Error("a chat has a lane");
  return lane;
}

const opened = (count: number) => vi.waitFor(() => expect(server.answers).toHaveLength(count));
const idle = (chat: ChatSession) => vi.waitFor(() => expect(chat.busy).toBe(false));
const versionsIn = (chat: ChatSession) => {
  const lane = laneOf(chat);
  return lane.store.get().versions.get(lane.leafId ?? "")?.count ?? 1;
};

/** A chat with one answer. Returns its id. */
async function begin(): Promise<string> {
  session = sessionWith();
  await session.turns.send("Which?");
  await opened(1);
  server.answers[0]?.write("first");
  server.answers[0]?.end();
  await idle(session);
  return laneOf(session).leafId ?? "";
}

beforeEach(() => {
  server = new MemoryServer();
});

describe("a repeated request", () => {
  it("has its answers beside the one that is shown, five at once", async () => {
    const shownId = await begin();
    session.turns.repeat(laneOf(session), shownId, 7);
    await opened(6);
    expect(session.busy).toBe(true);
    for (const [index, answer] of server.answers.slice(1).entries()) {
      answer.write(`answer ${index}`);
      answer.end();
    }
    await opened(8);
    for (const answer of server.answers.slice(6)) answer.end();
    await idle(session);
    expect(laneOf(session).leafId).toBe(shownId);
    expect(versionsIn(session)).toBe(8);
    const reloaded = sessionWith();
    await reloaded.refresh();
    expect(laneOf(reloaded).leafId).toBe(shownId);
    expect(versionsIn(reloaded)).toBe(8);
  });

  it("ends all that runs and asks for no more when it is stopped", async () => {
    const shownId = await begin();
    session.turns.repeat(laneOf(session), shownId, 10);
    await opened(6);
    await vi.waitFor(() =>
      expect(
        laneOf(session)
          .repeats.store.get()
          .filter(({ message }) => message !== null),
      ).toHaveLength(5),
    );
    await session.stopping.stop([laneOf(session)]);
    await idle(session);
    expect(server.stopped).toHaveLength(5);
    expect(server.answers).toHaveLength(6);
    expect(versionsIn(session)).toBe(6);
  });

  it("that the server refuses says so, and leaves the chat as it was", async () => {
    const shownId = await begin();
    server.refusal = new AppError("overloaded", "You have as many answers as are allowed.");
    session.turns.repeat(laneOf(session), shownId, 3);
    await idle(session);
    const problems = laneOf(session)
      .repeats.store.get()
      .map(({ problem }) => problem);
    expect(problems).toEqual(Array.from({ length: 3 }, () => "You have as many answers as are allowed."));
    expect(versionsIn(session)).toBe(1);
  });

  it("is followed to its end by a page that comes later", async () => {
    const shownId = await begin();
    session.turns.repeat(laneOf(session), shownId, 2);
    await opened(3);
    const other = sessionWith();
    await other.refresh();
    await opened(5);
    expect(other.busy).toBe(true);
    expect(laneOf(other).leafId).toBe(shownId);
    for (const answer of server.answers.slice(3)) {
      answer.write("late");
      answer.end();
    }
    await idle(other);
    expect(versionsIn(other)).toBe(3);
  });
});
