import { Client } from "pg";
import { createId } from "@/lib/id";
import { readTurnEvents } from "@/lib/turns/read-turn-events";
import { AppInstances } from "./support/app-instances";
import type { AppServer } from "./support/app-server";
import { expect, test } from "./support/test";

test.use({
  serverEnv: {
    OPENAI_BASE_URL: "MANUAL",
    OPENAI_API_KEY: "sk-e2e",
    LLAMA_BASE_URL: "AIMOCK",
    LLAMA_API_KEY: "sk-e2e",
  },
});

type Pair = { first: AppServer; second: AppServer };

function toPair(app: unknown): Pair {
  const [first, second] = app instanceof AppInstances ? app.instances : [];
  if (first === undefined || second === undefined) throw new Error("This test needs two instances.");
  return { first, second };
}

function newTurn(overrides: { chatId?: string; laneId?: string } = {}) {
  const lane = {
    laneId: overrides.laneId ?? createId(),
    model: "openai/gpt-4.1-mini",
    parentId: null,
    message: { id: createId(), text: "Hello" },
    answerId: createId(),
  };
  return { turnId: createId(), chatId: overrides.chatId ?? createId(), lanes: [lane] };
}

const post = (server: AppServer, address: string, body: object = {}) =>
  fetch(`${server.url}${address}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Reads a turn's events as they come. */
class Reader {
  text = "";
  cursor = "";
  runId = "";
  outcome: string | null = null;
  readonly ended: Promise<void>;
  readonly #leave = new AbortController();

  constructor(server: AppServer, turnId: string, lastEventId?: string) {
    this.ended = this.#read(
      fetch(`${server.url}/api/turns/${turnId}/events`, {
        signal: this.#leave.signal,
        headers: lastEventId === undefined ? {} : { "last-event-id": lastEventId },
      }),
    );
  }

  async leave(): Promise<void> {
    this.#leave.abort();
    await this.ended.catch(() => {});
  }

  async #read(opening: Promise<Response>): Promise<void> {
    const response = await opening;
    if (response.body === null || !response.ok) throw new Error(`Status ${response.status}`);
    for await (const message of readTurnEvents(response.body)) {
      if (message.kind === "done") return;
      this.cursor = message.cursor;
      this.runId = message.event.runId;
      for (const chunk of message.event.chunks) {
        if (chunk.type === "text-delta") this.text += chunk.delta;
        if (chunk.type === "finish") this.outcome = chunk.messageMetadata?.outcome ?? null;
      }
    }
  }
}

test("R19: an answer that one instance writes is followed through the other while it is written", async ({
  app,
  upstream,
}) => {
  const { first, second } = toPair(app);
  const turn = newTurn();
  const posted = await post(first, "/api/turns", turn);
  const answer = await upstream.answer(0);
  const reader = new Reader(second, turn.turnId);
  let expected = "";
  for (let index = 0; index < 20; index++) {
    answer.say(`word ${index} `);
    expected += `word ${index} `;
    await expect.poll(() => reader.text).toBe(expected);
  }
  answer.finish();
  await reader.ended;
  expect(reader.text).toBe(expected);
  expect(reader.outcome).toBe("complete");
  await posted.body?.cancel();
});

test("R19: it is stopped through the other, and the connection to the provider is closed", async ({
  app,
  upstream,
}) => {
  const { first, second } = toPair(app);
  const turn = newTurn();
  const posted = await post(first, "/api/turns", turn);
  const answer = await upstream.answer(0);
  answer.say("Only this");
  const reader = new Reader(second, turn.turnId);
  await expect.poll(() => reader.text).toBe("Only this");
  const askedAt = performance.now();
  const stopped = await post(second, `/api/runs/${reader.runId}/stop`);
  expect(await stopped.json()).toEqual({ outcome: "stopped" });
  await reader.ended;
  expect(reader.outcome).toBe("stopped");
  expect((answer.closedAt ?? Number.POSITIVE_INFINITY) - askedAt).toBeLessThan(500);
  await posted.body?.cancel();
});

test("R19: a reader that leaves one instance goes on at the other where it was", async ({
  app,
  upstream,
}) => {
  const { first, second } = toPair(app);
  const turn = newTurn();
  const posted = await post(first, "/api/turns", turn);
  const answer = await upstream.answer(0);
  answer.say("One. ");
  const before = new Reader(first, turn.turnId);
  await expect.poll(() => before.text).toBe("One. ");
  await before.leave();
  answer.say("Two. ");
  const after = new Reader(second, turn.turnId, before.cursor);
  await expect.poll(() => after.text).toBe("Two. ");
  answer.say("Three.");
  answer.finish();
  await after.ended;
  expect(before.text + after.text).toBe("One. Two. Three.");
  await posted.body?.cancel();
});

test("R18, R19: a turn that is posted to both at once runs once", async ({ app, upstream }) => {
  const { first, second } = toPair(app);
  for (let round = 0; round < 5; round++) {
    const turn = newTurn();
    const posted = await Promise.all([post(first, "/api/turns", turn), post(second, "/api/turns", turn)]);
    expect(posted.map(({ status }) => status)).toEqual([200, 200]);
    const answer = await upstream.answer(round);
    answer.say("Once.");
    answer.finish();
    const texts = await Promise.all(posted.map((response) => response.text()));
    for (const text of texts) expect(text.match(/Once\./g)).toHaveLength(1);
    expect(upstream.requestCount).toBe(round + 1);
  }
});

test("R18, R19: of two turns into one lane at once one runs and the other is told that the lane is busy", async ({
  app,
  upstream,
}) => {
  const { first, second } = toPair(app);
  for (let round = 0; round < 5; round++) {
    const place = { chatId: createId(), laneId: createId() };
    const posted = await Promise.all([
      post(first, "/api/turns", newTurn(place)),
      post(second, "/api/turns", newTurn(place)),
    ]);
    expect(posted.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const refused = posted.find(({ status }) => status === 409);
    expect(await refused?.json()).toMatchObject({ error: { code: "lane_busy" } });
    const answer = await upstream.answer(round);
    answer.say("Hello");
    answer.finish();
    await posted.find(({ status }) => status === 200)?.text();
  }
});

test("R19: of an instance that is killed the other one keeps the text and marks the answer within 10 s", async ({
  app,
  upstream,
  chat,
}) => {
  const { first, second } = toPair(app);
  await chat.page.goto(`${second.url}/`);
  const turn = newTurn();
  void post(first, "/api/turns", turn).catch(() => {});
  const answer = await upstream.answer(0);
  answer.say("What had arrived");
  const reader = new Reader(second, turn.turnId);
  await expect.poll(() => reader.text).toBe("What had arrived");
  await chat.page.goto(`${second.url}/chat/${turn.chatId}`);
  await expect(chat.lastAnswer).toContainText("What had arrived");
  const killedAt = performance.now();
  await first.end("SIGKILL");
  await reader.ended;
  expect(performance.now() - killedAt).toBeLessThan(10_000);
  expect(reader.outcome).toBe("interrupted");
  await expect(chat.lastAnswer).toContainText("Interrupted");
  await expect(chat.lastAnswer).toContainText("What had arrived");
  await chat.page.reload();
  await expect(chat.lastAnswer).toContainText("Interrupted");
  await expect(chat.lastAnswer.getByText("What had arrived", { exact: true })).toHaveCount(1);
});

test("R19: connections to the database that are cut cost nothing but a moment", async ({
  app,
  upstream,
  database,
}) => {
  const { first, second } = toPair(app);
  const turn = newTurn();
  const posted = await post(first, "/api/turns", turn);
  const answer = await upstream.answer(0);
  answer.say("Before. ");
  const reader = new Reader(second, turn.turnId);
  await expect.poll(() => reader.text).toBe("Before. ");
  const client = new Client({ connectionString: database });
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await client.end();
  answer.say("After. ");
  await expect.poll(() => reader.text).toBe("Before. After. ");
  answer.finish();
  await reader.ended;
  expect(reader.outcome).toBe("complete");
  const document = await (await fetch(`${second.url}/api/chats/${turn.chatId}`)).json();
  expect(document.messages).toHaveLength(2);
  expect(JSON.stringify(document).match(/Before\. After\. /g)).toHaveLength(1);
  await posted.body?.cancel();
});

test.describe("with a password", () => {
  test.use({ serverEnv: { SWITCHYARD_PASSWORD: "correct horse battery" } });

  test("R19: who signed in at one instance is signed in at the other", async ({ app }) => {
    const { first, second } = toPair(app);
    const signedIn = await post(first, "/api/session", { password: "correct horse battery" });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers
      .getSetCookie()
      .map((value) => value.split(";")[0])
      .join("; ");
    expect((await fetch(`${second.url}/api/catalogue`)).status).toBe(401);
    expect((await fetch(`${second.url}/api/catalogue`, { headers: { cookie } })).status).toBe(200);
    expect((await post(second, "/api/session", { password: "wrong" })).status).toBe(401);
  });
});
