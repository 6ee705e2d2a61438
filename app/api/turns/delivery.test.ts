import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  isOnPostgres,
  laneWith,
  readSome,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { createId } from "@/lib/id";
import { createDemoFetch } from "@/lib/server/demo/create-demo-fetch";
import { createSeededRandom } from "@/lib/server/demo/seeded-random";

vi.setConfig({ testTimeout: 30_000 });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** What the model says to `prompt`, straight from the provider. */
async function askDirectly(model: string, prompt: string): Promise<string> {
  const response = await createDemoFetch()("http://demo/chat/completions", {
    method: "POST",
    body: JSON.stringify({ model, messages: [{ role: "user", content: prompt }] }),
  });
  return (await response.json()).choices[0].message.content;
}

const answerText = (chat: ChatDocument, answerId: string) =>
  chat.messages
    .find(({ id }) => id === answerId)
    ?.parts.map((part) => (part.type === "text" ? part.text : ""))
    .join("");

describe("delivery", () => {
  it("gives 50 readers, each cut off three times at random, the provider's text byte for byte", async () => {
    const prompt = "Ünïcødé 🏃‍♀️ sprint";
    const expected = askDirectly("sprinter", prompt);
    const turn = turnWith({ lanes: [laneWith({ model: "demo/sprinter", text: prompt })] });
    const writer = readTurn(await server.send("POST", "/api/turns", { body: turn }));
    const random = createSeededRandom("cuts");
    const readers = Array.from({ length: 50 }, async () => {
      let text = "";
      let cursor = "";
      for (const cut of [1, 2, 3, null]) {
        const headers: Record<string, string> = cursor === "" ? {} : { "last-event-id": cursor };
        const response = await server.send("GET", `/api/turns/${turn.turnId}/events`, { headers });
        const read =
          cut === null ? await readTurn(response) : await readSome(response, 1 + Math.floor(random() * 25));
        text += toText(read.events);
        cursor = read.cursor === "" ? cursor : read.cursor;
        if (cut === null) expect(read.isDone).toBe(true);
      }
      return text;
    });
    const texts = await Promise.all(readers);
    expect(toText((await writer).events)).toBe(await expected);
    for (const text of texts) expect(text === (await expected)).toBe(true);
    expect(answerText(await server.readChat(turn.chatId), turn.lanes[0]?.answerId ?? "")).toBe(
      await expected,
    );
  });

  it("goes on when its reader leaves, and the chat has the text once", async () => {
    const prompt = "These words should be there once when I come back, all of them. ".repeat(8);
    const turn = turnWith({ lanes: [laneWith({ text: prompt })] });
    const left = await readSome(await server.send("POST", "/api/turns", { body: turn }), 3);
    expect(left.isDone).toBe(false);
    await server.idle();
    const chat = await server.readChat(turn.chatId);
    expect(answerText(chat, turn.lanes[0]?.answerId ?? "")).toBe(prompt);
    expect(chat.messages).toHaveLength(2);
    expect(chat.messages[1]?.metadata).toMatchObject({ outcome: "complete", simulated: true });
    expect(chat.liveRuns).toEqual([]);
  });

  it("gives a reader far behind the memory everything from the log", async () => {
    const text = "word ".repeat(2_000);
    const { getEventLog } = server;
    const turn = turnWith({ lanes: [laneWith({ text: "short" })] });
    await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    const db = await server.getDb();
    // The turn's run begins again, at a length no answer of the demo has.
    const run = await db
      .updateTable("runs")
      .set({ outcome: "running" })
      .where("turn_id", "=", turn.turnId)
      .returning("id")
      .executeTakeFirstOrThrow();
    await db.deleteFrom("run_events").where("run_id", "=", run.id).execute();
    const live = getEventLog().open(run.id);
    for (const word of text.match(/\S+\s/g) ?? []) live.append({ type: "text-delta", id: "0", delta: word });
    live.append({ type: "finish" });
    expect(live.take(0).kind).toBe("behind");
    const reading = readTurn(await server.send("GET", `/api/turns/${turn.turnId}/events`));
    await getEventLog().flush();
    getEventLog().close(live);
    expect(toText((await reading).events)).toBe(text);
    await db.updateTable("runs").set({ outcome: "complete" }).where("id", "=", run.id).execute();
  });
});

describe("a turn that is sent twice", () => {
  it("is attached to: one run, one answer, both readers get all of it", async () => {
    const turn = turnWith({ lanes: [laneWith({ text: "Only once, please. ".repeat(5) })] });
    const [first, second] = await Promise.all([
      server.send("POST", "/api/turns", { body: turn }).then(readTurn),
      server.send("POST", "/api/turns", { body: turn }).then(readTurn),
    ]);
    expect(toText(first.events)).toBe("Only once, please. ".repeat(5));
    expect(toText(second.events)).toBe(toText(first.events));
    expect((await server.readChat(turn.chatId)).messages).toHaveLength(2);
  });

  it("is refused when another turn is being answered in the same lane", async () => {
    const lane = laneWith({ text: "Take your time. ".repeat(10) });
    const chatId = createId();
    const [first, second] = await Promise.all([
      server.send("POST", "/api/turns", { body: turnWith({ chatId, lanes: [lane] }) }),
      server.send("POST", "/api/turns", {
        body: turnWith({ chatId, lanes: [laneWith({ laneId: lane.laneId })] }),
      }),
    ]);
    const statuses = [first.status, second.status].sort();
    expect(statuses).toEqual([200, 409]);
    const refused = first.status === 409 ? first : second;
    expect((await refused.json()).error.code).toBe("lane_busy");
    await server.idle();
    expect((await server.readChat(chatId)).messages).toHaveLength(2);
  });
});

describe("stop", () => {
  it("keeps the text so far, marks the answer stopped and ends the upstream call", async () => {
    const turn = turnWith({ lanes: [laneWith({ model: "demo/writer", text: "Write a long text" })] });
    const response = await server.send("POST", "/api/turns", { body: turn });
    const reading = readTurn(response);
    await vi.waitFor(() => expect(server.getEventLog().listLive()[0]?.compact.length).toBeGreaterThan(2));
    const runId = server.getEventLog().listLive()[0]?.id ?? "";
    const stoppedAt = performance.now();
    const stopped = await server.send("POST", `/api/runs/${runId}/stop`);
    expect(await stopped.json()).toEqual({ outcome: "stopped" });
    const { events, isDone } = await reading;
    expect(performance.now() - stoppedAt).toBeLessThan(1_500);
    expect(isDone).toBe(true);
    expect(toText(events).length).toBeGreaterThan(0);
    await server.idle();
    const chat = await server.readChat(turn.chatId);
    expect(answerText(chat, turn.lanes[0]?.answerId ?? "")).toBe(toText(events));
    expect(chat.messages[1]?.metadata).toMatchObject({ outcome: "stopped", error: null });
    const again = await server.send("POST", `/api/runs/${runId}/stop`);
    expect(await again.json()).toEqual({ outcome: "stopped" });
  });
});

// The files that a kill leaves behind are copied, which only a database in a file allows.
describe.skipIf(isOnPostgres)("a process that was killed", () => {
  it("leaves the question and the words so far, marked as interrupted; the lane can go on", async () => {
    const turn = turnWith({ lanes: [laneWith({ model: "demo/writer", text: "Never lose this question" })] });
    const reading = readSome(await server.send("POST", "/api/turns", { body: turn }), 12);
    const seen = toText((await reading).events);
    // What is older than the longest wait for a flush is in the files a kill leaves behind.
    await server.getEventLog().flush();
    const folder = mkdtempSync(path.join(tmpdir(), "switchyard-killed-"));
    cpSync(server.folder, folder, { recursive: true });
    await server.close();
    server = await startTestServer({ folder });
    const { recoverRuns } = await import("@/lib/server/runs/recover-runs");
    const { getAnswerMetadata, saveAnswer } = await import("@/lib/server/chats/message-store");
    expect(await recoverRuns(getAnswerMetadata, saveAnswer)).toBe(1);
    const chat = await server.readChat(turn.chatId);
    expect(chat.messages[0]?.parts).toEqual([{ type: "text", text: "Never lose this question" }]);
    expect(answerText(chat, turn.lanes[0]?.answerId ?? "")).toContain(seen);
    expect(chat.messages[1]?.metadata).toMatchObject({
      outcome: "interrupted",
      error: { code: "server_restarted" },
    });
    expect(chat.liveRuns).toEqual([]);
    const back = await readTurn(await server.send("GET", `/api/turns/${turn.turnId}/events`));
    expect(back.events.at(-1)?.chunks.at(-1)?.type).toBe("finish");
    const next = laneWith({ laneId: turn.lanes[0]?.laneId ?? "", parentId: turn.lanes[0]?.answerId ?? "" });
    const more = turnWith({ chatId: turn.chatId, lanes: [next] });
    expect((await readTurn(await server.send("POST", "/api/turns", { body: more }))).isDone).toBe(true);
  });
});
