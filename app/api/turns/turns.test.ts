import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getChat } from "@/app/api/chats/[chatId]/route";
import { POST as stop } from "@/app/api/runs/[runId]/stop/route";
import { GET as followTurn } from "@/app/api/turns/[turnId]/events/route";
import { POST as postTurn } from "@/app/api/turns/route";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { createId } from "@/lib/id";
import { readTurnEvents } from "@/lib/turns/read-turn-events";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import type { TurnLane, TurnRequest } from "@/lib/turns/turn-request";

const headers = { host: "localhost", "content-type": "application/json" };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "switchyard-turns-"));
  Object.assign(process.env, {
    SWITCHYARD_DATA: folder,
    SWITCHYARD_CONFIG: path.join(folder, "none.json"),
    SWITCHYARD_LOCAL_SERVERS: "off",
    SWITCHYARD_LOG_LEVEL: "silent",
    SWITCHYARD_IDLE_TIMEOUT_MS: "300",
    SWITCHYARD_HEADERS_TIMEOUT_MS: "300",
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function turnWith(
  text: string,
  { lane, ...overrides }: Partial<TurnRequest> & { lane?: Partial<TurnLane> } = {},
) {
  const turn: TurnRequest = {
    turnId: createId(),
    chatId: createId(),
    lanes: [
      {
        laneId: createId(),
        model: "demo/echo",
        settings: {},
        parentId: null,
        answerId: createId(),
        message: { id: createId(), text },
        ...lane,
      },
    ],
    ...overrides,
  };
  return { ...turn, lane: turn.lanes[0] as TurnLane };
}

const post = ({ turnId, chatId, lanes }: TurnRequest, accept = "*/*") =>
  postTurn(
    new Request("http://localhost/api/turns", {
      method: "POST",
      headers: { ...headers, accept },
      body: JSON.stringify({ turnId, chatId, lanes }),
    }),
  );

const follow = (turnId: string, cursor: string) =>
  followTurn(
    new Request(`http://localhost/api/turns/${turnId}/events`, {
      headers: { ...headers, ...(cursor === "" ? {} : { "last-event-id": cursor }) },
    }),
    { params: Promise.resolve({ turnId }) },
  );

async function readChat(chatId: string): Promise<ChatDocument> {
  const request = new Request(`http://localhost/api/chats/${chatId}`, { headers });
  return (await (await getChat(request, { params: Promise.resolve({ chatId }) })).json()) as ChatDocument;
}

const stopRun = (runId: string) =>
  stop(new Request(`http://localhost/api/runs/${runId}/stop`, { method: "POST", headers }), {
    params: Promise.resolve({ runId }),
  });

/** Reads until `count` events have come (all without), then leaves. */
async function read(response: Response, count = Number.POSITIVE_INFINITY) {
  const chunks: AnswerChunk[] = [];
  let cursor = "";
  let done = false;
  let events = 0;
  if (response.body === null) throw new Error("The response has no body.");
  for await (const message of readTurnEvents(response.body)) {
    if (message.kind === "done") done = true;
    else {
      cursor = message.cursor;
      chunks.push(...message.event.chunks);
      events += 1;
    }
    if (events >= count) break;
  }
  return { chunks, cursor, done };
}

const toText = (chunks: AnswerChunk[]) =>
  chunks.map((chunk) => (chunk.type === "text-delta" ? chunk.delta : "")).join("");

const answerOf = ({ messages }: ChatDocument, id: string) => {
  const message = messages.find((candidate) => candidate.id === id);
  const text = message?.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
  return { text, metadata: message?.metadata };
};

/** Waits until the chat has no run that goes on. */
async function settled(chatId: string): Promise<ChatDocument> {
  for (;;) {
    const chat = await readChat(chatId);
    if (chat.liveRuns.length === 0) return chat;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("a turn", () => {
  it("streams from its start to its finish, and the chat then has the same text", async () => {
    const turn = turnWith("Hello there");
    const { chunks, done } = await read(await post(turn));
    expect(chunks[0]).toMatchObject({ type: "start", messageId: turn.lane.answerId });
    expect(chunks.at(-1)).toMatchObject({ type: "finish", messageMetadata: { outcome: "complete" } });
    expect(done).toBe(true);
    const answer = answerOf(await readChat(turn.chatId), turn.lane.answerId);
    expect(answer.text).toBe(toText(chunks));
    expect(answer.text).toContain("Hello there");
    expect(answer.metadata).toMatchObject({ simulated: true, finishReason: "stop", error: null });
    expect(answer.metadata?.usage?.outputTokens).toBeGreaterThan(0);
  });

  it("arrives exactly once however often and wherever the reader is cut off", async () => {
    const turn = turnWith("numbers ".repeat(60));
    const whole = toText((await read(await post(turn))).chunks);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 3 }),
        async (cuts) => {
          const chunks: AnswerChunk[] = [];
          let cursor = "";
          for (const count of [...cuts, Number.POSITIVE_INFINITY]) {
            const part = await read(await follow(turn.turnId, cursor), count);
            chunks.push(...part.chunks);
            cursor = part.cursor === "" ? cursor : part.cursor;
          }
          expect(toText(chunks)).toBe(whole);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("arrives exactly once when the reader is cut off while it is being written", async () => {
    const turn = turnWith("long ".repeat(120));
    const first = await read(await post(turn), 3);
    const second = await read(await follow(turn.turnId, first.cursor), 4);
    const third = await read(await follow(turn.turnId, second.cursor));
    const text = toText([...first.chunks, ...second.chunks, ...third.chunks]);
    expect(third.done).toBe(true);
    expect(text).toBe(answerOf(await readChat(turn.chatId), turn.lane.answerId).text);
  });

  it("goes on to its end when its only reader leaves", async () => {
    const turn = turnWith("I close the tab");
    await read(await post(turn), 1);
    const chat = await settled(turn.chatId);
    const answer = answerOf(chat, turn.lane.answerId);
    expect(answer.metadata?.outcome).toBe("complete");
    expect(answer.text).toContain("I close the tab");
  });

  it("is attached to when it is posted again, not run again", async () => {
    const turn = turnWith("Sent twice by a shaky network");
    const [one, two] = await Promise.all([post(turn), post(turn)]);
    const texts = [toText((await read(one)).chunks), toText((await read(two)).chunks)];
    expect(texts[0]).toBe(texts[1]);
    expect((await readChat(turn.chatId)).messages).toHaveLength(2);
  });

  it("is refused while the lane is still answering another one", async () => {
    const turn = turnWith("first ".repeat(50));
    const first = await post(turn);
    const second = turnWith("second", { chatId: turn.chatId, lane: { laneId: turn.lane.laneId } });
    const refused = await post(second);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { code: "lane_busy" } });
    await read(first);
    expect((await readChat(turn.chatId)).messages).toHaveLength(2);
  });

  it("carries all its lanes in one response, and one that fails leaves the others alone", async () => {
    const lanes = ["demo/echo", "wandb/no/key", "demo/thinker"].map(
      (model) => turnWith("together", { lane: { model } }).lane,
    );
    const turn = { ...turnWith(""), lanes };
    const response = await post(turn);
    expect(response.status).toBe(200);
    await read(response);
    const chat = await readChat(turn.chatId);
    expect(lanes.map(({ answerId }) => answerOf(chat, answerId).metadata?.outcome)).toEqual([
      "complete",
      "failed",
      "complete",
    ]);
  });
});

describe("a model that cannot be called", () => {
  const cases = [
    { model: "wandb/Qwen/Qwen3", status: 401, code: "missing_key", words: "WANDB_API_KEY" },
    { model: "nobody/model", status: 404, code: "unknown_provider", words: "Known providers" },
  ];
  for (const { model, status, code, words } of cases) {
    it(`${model}: ${status}, and the question is kept with a failed answer`, async () => {
      const turn = turnWith("Are you there?", { lane: { model } });
      const response = await post(turn);
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({
        error: { code, message: expect.stringContaining(words) },
      });
      const chat = await readChat(turn.chatId);
      expect(chat.messages).toHaveLength(2);
      expect(answerOf(chat, turn.lane.answerId).metadata).toMatchObject({
        outcome: "failed",
        error: { code },
      });
    });

    it(`${model}: whoever accepts event streams gets the failed answer as events`, async () => {
      const turn = turnWith("Are you there?", { lane: { model } });
      const { chunks } = await read(await post(turn, "text/event-stream"));
      expect(chunks.at(-1)).toMatchObject({ type: "finish", messageMetadata: { error: { code } } });
    });
  }
});

describe("stopping", () => {
  it("keeps the text so far, ends the stream and stays stopped", async () => {
    const turn = turnWith("go", { lane: { model: "demo/writer" } });
    const response = await post(turn);
    const reader = read(response);
    const runId = await vi.waitFor(async () => {
      const chat = await readChat(turn.chatId);
      expect(answerOf(chat, turn.lane.answerId).text).toMatch(/\w/);
      return chat.liveRuns[0]?.runId ?? "";
    });
    const startedAt = performance.now();
    expect(await (await stopRun(runId)).json()).toEqual({ outcome: "stopped" });
    const { chunks } = await reader;
    expect(performance.now() - startedAt).toBeLessThan(500);
    const answer = answerOf(await readChat(turn.chatId), turn.lane.answerId);
    expect(answer.metadata?.outcome).toBe("stopped");
    expect(answer.text).toBe(toText(chunks));
    expect(answer.text?.length).toBeGreaterThan(0);
    expect(await (await stopRun(runId)).json()).toEqual({ outcome: "stopped" });
  });
});

describe("a provider that fails", () => {
  const faults = [
    { prompt: "401", outcome: "failed", code: "unauthorized" },
    { prompt: "429 60", outcome: "failed", code: "rate_limited" },
    { prompt: "500", outcome: "failed", code: "provider_failed" },
    { prompt: "reset", outcome: "interrupted", code: "connection_lost", keepsText: true },
    { prompt: "stall", outcome: "failed", code: "idle_timeout", keepsText: true },
    { prompt: "eof", outcome: "incomplete", code: "ended_early", keepsText: true },
  ];
  for (const { prompt, outcome, code, keepsText } of faults) {
    it(`"${prompt}" ends as ${outcome}, never as complete`, async () => {
      const turn = turnWith(prompt, { lane: { model: "demo/moody" } });
      const { chunks } = await read(await post(turn));
      const answer = answerOf(await readChat(turn.chatId), turn.lane.answerId);
      expect(answer.metadata).toMatchObject({ outcome, error: { code } });
      expect(answer.text).toBe(toText(chunks));
      expect((answer.text ?? "").length > 0).toBe(keepsText ?? false);
    });
  }
});

describe("the tree of messages", () => {
  it("is what the next model gets: the path, without failed answers, roles alternating", async () => {
    const failed = turnWith("500", { lane: { model: "demo/moody" } });
    await read(await post(failed));
    const { chatId } = failed;
    const { laneId, answerId } = failed.lane;
    const next = turnWith("and you?", { chatId, lane: { laneId, parentId: answerId } });
    const { chunks } = await read(await post(next));
    // Echo repeats the last thing it was told: the failed question and this one, joined.
    expect(toText(chunks)).toContain("500\n\nand you?");
  });

  it("keeps an answer's siblings when it is regenerated", async () => {
    const turn = turnWith("again");
    await read(await post(turn));
    const { chatId } = turn;
    const again = turnWith("", {
      chatId,
      lane: { laneId: turn.lane.laneId, parentId: turn.lane.message?.id ?? null, message: undefined },
    });
    await read(await post(again));
    const chat = await readChat(chatId);
    const siblings = chat.messages.filter(({ parentId }) => parentId === turn.lane.message?.id);
    expect(siblings.map(({ id }) => id)).toEqual([turn.lane.answerId, again.lane.answerId]);
    expect(chat.lanes[0]?.leafId).toBe(again.lane.answerId);
  });

  it("takes several answers beside one, at once, and goes on showing that one", async () => {
    const turn = turnWith("again");
    await read(await post(turn));
    const { chatId, lane } = turn;
    const parentId = lane.message?.id ?? null;
    const beside = () => ({
      ...lane,
      settings: { temperature: 1 },
      answerId: createId(),
      parentId,
      message: undefined,
    });
    const lanes = [1, 2, 3].map(() => ({ ...beside(), beside: true as const }));
    const posted = await post(turnWith("", { chatId, lanes }));
    if (!posted.ok) throw new Error(await posted.text());
    await read(posted);
    const chat = await readChat(chatId);
    const answers = chat.messages.filter((message) => message.parentId === parentId);
    expect(answers.map(({ id }) => id)).toEqual([lane.answerId, ...lanes.map(({ answerId }) => answerId)]);
    expect(chat.lanes[0]).toMatchObject({ leafId: lane.answerId, settings: {} });
    const [first, ...others] = answers.map(({ metadata }) => metadata?.requestDigest);
    expect(new Set(others).size).toBe(1);
    expect(others[0]).not.toBe(first);
    expect((await post(turnWith("", { chatId, lanes: [beside(), beside()] }))).status).toBe(400);
    const bringsMessage = { ...beside(), beside: true as const, message: { id: createId(), text: "no" } };
    expect((await post(turnWith("", { chatId, lanes: [bringsMessage] }))).status).toBe(400);
    const elsewhere = turnWith("", { lanes: [{ ...beside(), beside: true }] });
    expect((await post(elsewhere)).status).toBe(404);
  });

  it("takes no parent from another chat, no answer below an answer and no id twice", async () => {
    const turn = turnWith("mine");
    await read(await post(turn));
    const stranger = turnWith("theirs", { lane: { parentId: turn.lane.answerId } });
    expect((await post(stranger)).status).toBe(404);
    const below = turnWith("", {
      chatId: turn.chatId,
      lane: { laneId: turn.lane.laneId, parentId: turn.lane.answerId, message: undefined },
    });
    expect((await post(below)).status).toBe(404);
    const twice = turnWith("twice", { lane: { answerId: turn.lane.answerId } });
    expect((await post(twice)).status).toBe(409);
    expect((await readChat(turn.chatId)).messages).toHaveLength(2);
  });
});
