import { beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/app-error";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { ChatSession } from "./chat-session";
import type { LaneSession } from "./lane-session";
import { MemoryServer, type OpenAnswer } from "./memory-server.test-support";

let server: MemoryServer;
let session: ChatSession;

const sessionWith = (overrides: Partial<ConstructorParameters<typeof ChatSession>[0]> = {}) =>
  new ChatSession({ id: "chat-0001", models: ["demo/writer"], server, onChange: () => {}, ...overrides });

beforeEach(() => {
  server = new MemoryServer();
  session = sessionWith();
});

function laneOf(chat: ChatSession): LaneSession {
  const lane = chat.store.get().lanes[0];
  if (lane === undefined) throw new Error("a chat has a lane");
  return lane;
}

/** The shown path as text, a line a message. */
function shown(chat: ChatSession): string[] {
  return laneOf(chat).chat.messages.map(({ role, parts }) => {
    const text = parts.map((part) => (part.type === "text" ? part.text : "")).join("");
    return `${role}: ${text}`;
  });
}

async function nextAnswer(count: number): Promise<OpenAnswer> {
  return vi.waitFor(() => {
    const answer = server.answers[count - 1];
    if (answer === undefined) throw new Error("no answer yet");
    return answer;
  });
}

const idle = (chat: ChatSession) => vi.waitFor(() => expect(chat.busy).toBe(false));

async function ask(chat: ChatSession, question: string, answer: string): Promise<void> {
  const count = server.answers.length + 1;
  expect(await chat.turns.send(question)).toBe(true);
  const stream = await nextAnswer(count);
  stream.write(answer);
  stream.end();
  await idle(chat);
}

describe("a chat on the screen", () => {
  it("finds a message that came after it was read, and says of one that is gone that it is", async () => {
    await ask(session, "one?", "1");
    const other = sessionWith();
    other.adopt(await server.getChat("chat-0001"));
    await ask(session, "two?", "2");
    const late = server.chats.get("chat-0001")?.messages.at(-1)?.id ?? "";
    await other.seek(late);
    expect(laneOf(other).store.get().sought?.messageId).toBe(late);
    expect(other.store.get().notice).toBeNull();
    await other.seek("message-gone");
    expect(other.store.get().notice?.text).toContain("not in this chat any more");
  });

  it("shows question and answer, and goes on below them", async () => {
    await ask(session, "one?", "1");
    await ask(session, "two?", "2");
    expect(shown(session)).toEqual(["user: one?", "assistant: 1", "user: two?", "assistant: 2"]);
    const stored = server.chats.get("chat-0001")?.messages ?? [];
    expect(stored.map(({ parentId }) => parentId)).toEqual([
      null,
      stored[0]?.id,
      stored[1]?.id,
      stored[2]?.id,
    ]);
  });

  it("keeps the first answer as a version when it is asked for another", async () => {
    await ask(session, "one?", "first");
    const lane = laneOf(session);
    void session.turns.regenerate(lane, lane.leafId ?? "", "demo/thinker");
    const stream = await nextAnswer(2);
    stream.write("second");
    stream.end();
    await idle(session);
    expect(shown(session)).toEqual(["user: one?", "assistant: second"]);
    expect(lane.modelOf(lane.leafId ?? "")).toBe("demo/thinker");

    const versions = lane.store.get().versions.get(lane.leafId ?? "");
    expect(versions).toMatchObject({ number: 2, count: 2 });
    session.showVersion(lane, versions?.previousId ?? "");
    expect(shown(session)).toEqual(["user: one?", "assistant: first"]);
    expect(server.chats.get("chat-0001")?.lanes[0]?.leafId).toBe(lane.leafId);
  });

  it("keeps the first wording as a version when a question is edited", async () => {
    await ask(session, "one?", "1");
    const lane = laneOf(session);
    const questionId = lane.parentOf(lane.leafId ?? "") ?? "";
    void session.turns.edit(lane, questionId, "uno?");
    (await nextAnswer(2)).end();
    await idle(session);
    expect(shown(session)[0]).toBe("user: uno?");
    session.showVersion(lane, questionId);
    expect(shown(session)).toEqual(["user: one?", "assistant: 1"]);
  });

  it("does one thing at a time, and says so until the answer has ended", async () => {
    await session.turns.send("one?");
    const stream = await nextAnswer(1);
    expect(await session.turns.send("two?")).toBe(false);
    expect(session.store.get().notice?.text).toContain("still arriving");
    stream.write("1");
    stream.end();
    await idle(session);
    await vi.waitFor(() => expect(session.store.get().notice).toBeNull());
    expect(shown(session)).toEqual(["user: one?", "assistant: 1"]);
  });

  it("stops the run it is receiving and keeps what has arrived", async () => {
    await session.turns.send("one?");
    const stream = await nextAnswer(1);
    stream.write("half an ans");
    await vi.waitFor(() => expect(shown(session)[1]).toContain("half"));
    await session.stopping.stop();
    await idle(session);
    expect(server.stopped).toHaveLength(1);
    expect(shown(session)[1]).toBe("assistant: half an ans");
    expect(laneOf(session).chat.messages[1]?.metadata?.outcome).toBe("stopped");
  });

  it("gives a refused message back and says why", async () => {
    await ask(session, "one?", "1");
    server.refusal = new AppError("lane_busy", "busy");
    expect(await session.turns.send("two?")).toBe(false);
    expect(session.store.get().notice?.text).toContain("already answering");
    expect(shown(session)).toEqual(["user: one?", "assistant: 1"]);
  });

  it("gives a message back when there is no server, and takes it again later", async () => {
    server.reachable = false;
    expect(await session.turns.send("one?")).toBe(false);
    expect(session.store.get().notice?.text).toContain("cannot be reached");
    expect(shown(session)).toEqual([]);
    server.reachable = true;
    await ask(session, "one?", "1");
    expect(session.store.get().notice).toBeNull();
  });

  it("keeps a refused rewording beside its message", async () => {
    await ask(session, "one?", "1");
    const lane = laneOf(session);
    const messageId = lane.parentOf(lane.leafId ?? "") ?? "";
    server.refusal = new AppError("lane_busy", "busy");
    await session.turns.edit(lane, messageId, "uno?");
    expect(lane.store.get().refusedEdit).toEqual({ messageId, text: "uno?" });
    expect(shown(session)).toEqual(["user: one?", "assistant: 1"]);
  });

  it("shows a refused turn that the server kept, with its failed answer", async () => {
    const kept = sessionWith();
    const transport = server.createTransport("chat-0001");
    const keeping = {
      ...server,
      createTransport: () => ({
        ...transport,
        send: async (...turn: Parameters<typeof transport.send>) => {
          await transport.send(...turn);
          server.answers.at(-1)?.end("failed");
          throw new AppError("missing_key", "Set WANDB_API_KEY to use wandb/x.");
        },
      }),
    };
    const other = sessionWith({ server: keeping });
    expect(await other.turns.send("one?")).toBe(true);
    expect(shown(other)).toEqual(["user: one?", "assistant: "]);
    expect(laneOf(other).chat.messages[1]?.metadata?.outcome).toBe("failed");
    expect(other.store.get().notice).toBeNull();
    expect(shown(kept)).toEqual([]);
  });

  it("follows an answer that another tab is receiving, and shows its text once", async () => {
    await session.turns.send("one?");
    (await nextAnswer(1)).write("begun ");
    const other = sessionWith();
    expect(await other.refresh()).toBe("adopted");
    const stream = await nextAnswer(2);
    stream.write("begun and ended");
    stream.end();
    await idle(other);
    expect(shown(other)).toEqual(["user: one?", "assistant: begun and ended"]);
  });

  it("reconnects by itself after the line broke, and receives the rest", async () => {
    await session.turns.send("one?");
    const broken = await nextAnswer(1);
    broken.write("half");
    await vi.waitFor(() => expect(shown(session)[1]).toContain("half"));
    broken.breakOff();
    await vi.waitFor(() => expect(laneOf(session).store.get().disconnected).toBe(true));
    const stream = await nextAnswer(2);
    stream.write("half and half");
    stream.end();
    await idle(session);
    expect(laneOf(session).store.get().disconnected).toBe(false);
    expect(shown(session)).toEqual(["user: one?", "assistant: half and half"]);
  });

  it("tells others when a turn was taken and when it has ended", async () => {
    const changes: string[] = [];
    const told = sessionWith({ onChange: (kind) => changes.push(kind) });
    await told.turns.send("one?");
    expect(changes).toEqual(["turn"]);
    (await nextAnswer(1)).end();
    await vi.waitFor(() => expect(changes).toEqual(["turn", "change"]));
  });

  it("says that the chat was deleted when it is gone", async () => {
    await ask(session, "one?", "1");
    server.chats.clear();
    expect(await session.refresh()).toBe("absent");
    expect(session.store.get().deleted).toBe(true);
  });
});

describe("the settings of a lane", () => {
  const brief = { instructions: "Be brief.", temperature: 0 };

  it("of a new chat go with its first turn, and are not saved again", async () => {
    session.settings.change(laneOf(session), brief);
    void session.settings.flush();
    await ask(session, "one?", "1");
    void session.settings.flush();
    await session.refresh();
    expect(server.savedSettings).toEqual([brief]);
    expect(laneOf(session).store.get().settings).toEqual(brief);
  });

  it("are saved once for many changes, and go with the next turn even before that", async () => {
    await ask(session, "one?", "1");
    session.settings.change(laneOf(session), { temperature: 1 });
    session.settings.change(laneOf(session), brief);
    await vi.waitFor(() => expect(server.savedSettings).toEqual([{}, brief]));
    session.settings.change(laneOf(session), {});
    await ask(session, "two?", "2");
    expect(server.savedSettings).toEqual([{}, brief, {}]);
  });

  it("that were changed while the first turn was on its way are saved behind it", async () => {
    const accepted = session.turns.send("one?");
    session.settings.change(laneOf(session), brief);
    await accepted;
    (await nextAnswer(1)).end();
    await vi.waitFor(() => expect(server.savedSettings).toEqual([{}, brief]));
    await session.refresh();
    expect(laneOf(session).store.get().settings).toEqual(brief);
  });

  it("that are not saved yet are not lost to what the server knew before", async () => {
    await ask(session, "one?", "1");
    session.settings.change(laneOf(session), brief);
    await session.refresh();
    expect(laneOf(session).store.get().settings).toEqual(brief);
  });

  it("that could not be saved stay, say why, and go with the next turn", async () => {
    await ask(session, "one?", "1");
    server.reachable = false;
    session.settings.change(laneOf(session), brief);
    void session.settings.flush();
    await vi.waitFor(() => expect(session.store.get().notice?.reason).toBe("unreachable"));
    server.reachable = true;
    await session.refresh();
    expect(laneOf(session).store.get().settings).toEqual(brief);
    await ask(session, "two?", "2");
    expect(server.savedSettings).toEqual([{}, brief]);
  });

  it("changed in two tabs are joined, and where both changed the same the user chooses", async () => {
    await ask(session, "one?", "1");
    const other = sessionWith();
    await other.refresh();
    const save = async (tab: ChatSession, settings: LaneSettings) => {
      tab.settings.change(laneOf(tab), settings);
      await tab.settings.flush();
    };
    await save(session, { temperature: 0 });
    // This tab has not heard of it: it joins.
    other.settings.change(laneOf(other), { seed: 7 });
    await vi.waitFor(() => expect(server.savedSettings.at(-1)).toEqual({ temperature: 0, seed: 7 }));
    await vi.waitFor(() => expect(laneOf(other).store.get().settings).toEqual({ temperature: 0, seed: 7 }));
    expect(other.settings.has(laneOf(other))).toBe(false);
    expect(other.store.get().settingsChoice).toBeNull();
    await session.refresh();
    await save(session, { temperature: 1, seed: 7 });
    await save(other, { temperature: 2, seed: 7 });
    const choice = other.store.get().settingsChoice;
    expect(choice).toMatchObject({ mine: { temperature: 2 }, theirs: { temperature: 1 } });
    expect(server.savedSettings.at(-1)).toEqual({ temperature: 1, seed: 7 });
    other.settings.postponeChoice();
    await other.settings.flush();
    expect(other.store.get().settingsChoice).toEqual(choice);
    expect(server.savedSettings.at(-1)).toEqual({ temperature: 1, seed: 7 });
    if (choice !== null) other.settings.choose(choice, choice.mine);
    await other.settings.flush();
    expect(server.savedSettings.at(-1)).toEqual({ temperature: 2, seed: 7 });
  });

  it("typed while another tab saved the same setting are no reason to forget what that was", async () => {
    await ask(session, "one?", "1");
    const other = sessionWith();
    await other.refresh();
    const from = laneOf(other).store.get().settings;
    session.settings.change(laneOf(session), { instructions: "Theirs." });
    await session.settings.flush();
    await other.refresh();
    other.settings.change(laneOf(other), { instructions: "Mine." }, from);
    await other.settings.flush();
    expect(other.store.get().settingsChoice).toMatchObject({
      mine: { instructions: "Mine." },
      theirs: { instructions: "Theirs." },
    });
  });

  it("changed in another tab are shown here", async () => {
    await ask(session, "one?", "1");
    const other = sessionWith();
    await other.refresh();
    other.settings.change(laneOf(other), brief);
    await vi.waitFor(() => expect(server.savedSettings).toHaveLength(2));
    await session.refresh();
    expect(laneOf(session).store.get().settings).toEqual(brief);
  });
});

describe("a field that was refused", () => {
  const refuse = (isLasting: boolean) => ({
    answerId: laneOf(session).leafId ?? "",
    runId: "run-1",
    field: { field: "temperature", sentAs: null, isLasting },
  });
  const answerNext = async (count: number) => (await nextAnswer(count)).end();

  it("is remembered by the server when the model never takes it, and stays set for other models", async () => {
    session.settings.change(laneOf(session), { temperature: 0 });
    await ask(session, "one?", "");
    const done = session.turns.regenerateWithout(laneOf(session), refuse(true));
    await answerNext(2);
    await done;
    expect(server.rememberedRuns).toEqual(["run-1"]);
    expect(server.savedSettings.at(-1)).toEqual({ temperature: 0 });
  });

  it("is unset when it was its value that was refused", async () => {
    session.settings.change(laneOf(session), { temperature: 2, seed: 1 });
    await ask(session, "one?", "");
    const done = session.turns.regenerateWithout(laneOf(session), refuse(false));
    await answerNext(2);
    await done;
    expect(server.rememberedRuns).toEqual([]);
    expect(laneOf(session).store.get().settings).toEqual({ seed: 1 });
  });

  it("is asked for no more when the server cannot remember it: the notice says why", async () => {
    await ask(session, "one?", "");
    server.reachable = false;
    await session.turns.regenerateWithout(laneOf(session), refuse(true));
    expect(session.store.get().notice).not.toBeNull();
    expect(server.answers).toHaveLength(1);
  });
});

describe("what added lanes begin with", () => {
  it("is told to the server once it knows the chat, and given to lanes that are added, not to clones", async () => {
    session.settings.change(laneOf(session), { seed: 1 });
    await session.laneDefaults.set({ seed: 7 });
    await ask(session, "one?", "1");
    await vi.waitFor(() => expect(server.chats.get("chat-0001")?.laneDefaults).toEqual({ seed: 7 }));
    const added = await session.addLane(laneOf(session));
    const clone = await session.layout.add(laneOf(session));
    expect(added?.store.get().settings).toEqual({ seed: 7 });
    expect(clone?.store.get().settings).toEqual({ seed: 1 });
  });
});

describe("letting every lane go on from one answer", () => {
  it("can be taken back until the next turn, and says when it no longer can", async () => {
    await ask(session, "one?", "1");
    const continuation = await session.layout.continueEveryone(laneOf(session), laneOf(session).leafId ?? "");
    const onMovedOn = vi.fn();
    continuation?.onMovedOn(onMovedOn);
    await session.refresh();
    expect(onMovedOn).not.toHaveBeenCalled();
    await ask(session, "two?", "2");
    expect(onMovedOn).toHaveBeenCalledTimes(1);
  });
});
