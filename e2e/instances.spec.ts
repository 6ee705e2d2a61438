import { Client } from "pg";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { createId } from "@/lib/id";
import { toPair } from "./support/app-instances";
import type { AppServer } from "./support/app-server";
import { ChatPage } from "./support/chat-page";
import { newTurn, post } from "./support/new-turn";
import { expect, test } from "./support/test";
import { TurnReader } from "./support/turn-reader";

test.use({
  serverEnv: {
    OPENAI_BASE_URL: "MANUAL",
    OPENAI_API_KEY: "sk-e2e",
    LLAMA_BASE_URL: "AIMOCK",
    LLAMA_API_KEY: "sk-e2e",
  },
});

const readChat = async (server: AppServer, chatId: string) =>
  (await (await fetch(`${server.url}/api/chats/${chatId}`)).json()) as ChatDocument;

/** The text of a chat's only answer. */
function answerTextOf({ messages }: ChatDocument): string {
  expect(messages).toHaveLength(2);
  return messages[1]?.parts.map((part) => (part.type === "text" ? part.text : "")).join("") ?? "";
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("R19: an answer that one instance writes is followed through the other while it is written", async ({
  app,
  upstream,
}) => {
  const { first, second } = toPair(app);
  const turn = newTurn();
  const posted = await post(first, "/api/turns", turn);
  const answer = await upstream.answer(0);
  const reader = new TurnReader(second.url, turn.turnId);
  const sentAt = new Map<string, number>();
  for (let index = 0; index < 60; index++) {
    const word = `word${index} `;
    sentAt.set(word, performance.now());
    answer.say(word);
    await sleep(30);
  }
  answer.finish();
  await reader.ended;
  expect(reader.text).toBe([...sentAt.keys()].join(""));
  expect(reader.outcome).toBe("complete");
  const delays = reader.arrivals.flatMap(({ delta, at }) =>
    delta.split(/(?<= )/).map((word) => at - (sentAt.get(word) ?? Number.NEGATIVE_INFINITY)),
  );
  const sorted = delays.toSorted((a, b) => a - b);
  const [median = Number.NaN, late = Number.NaN] = [sorted[30], sorted[57]];
  process.stdout.write(
    `Followed through the other instance: a word is ${median.toFixed(0)} ms late, ${late.toFixed(0)} ms at p95\n`,
  );
  // Reading the log once a second, without being woken, would make half of them later than this.
  expect(median).toBeLessThan(500);
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
  const reader = new TurnReader(second.url, turn.turnId);
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
  const before = new TurnReader(first.url, turn.turnId);
  await expect.poll(() => before.text).toBe("One. ");
  await before.leave();
  answer.say("Two. ");
  const after = new TurnReader(second.url, turn.turnId, before.cursor);
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
  const reader = new TurnReader(second.url, turn.turnId);
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

test.describe("a browser behind the proxy", () => {
  // What a browser says of a stream whose instance died.
  test.use({ expectedComplaint: /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|status of 502/ });

  test("R19: goes on at the instance that is left when the other one is killed", async ({
    app,
    upstream,
    chat,
    context,
  }) => {
    const { first, second } = toPair(app);
    const [dying, living] = [newTurn({ text: "dying" }), newTurn({ text: "living" })];
    const posted = await Promise.all([post(first, "/api/turns", dying), post(second, "/api/turns", living)]);
    const answers = await Promise.all([upstream.answer(0), upstream.answer(1)]);
    const cutShort = answers.find(({ body }) => body.messages[0]?.content === "dying");
    for (const answer of answers) answer.say("What had arrived");
    const other = new ChatPage(await context.newPage());
    await chat.page.goto(`/chat/${dying.chatId}`);
    await other.page.goto(`/chat/${living.chatId}`);
    for (const tab of [chat, other]) await expect(tab.lastAnswer).toContainText("What had arrived");
    await first.end("SIGKILL");
    await expect.poll(() => cutShort?.closedAt).not.toBeNull();
    const goesOn = answers.find(({ closedAt }) => closedAt === null);
    goesOn?.say(", and what came later");
    goesOn?.finish();
    await other.settled();
    await expect(
      other.lastAnswer.getByText("What had arrived, and what came later", { exact: true }),
    ).toBeVisible();
    await expect(chat.lastAnswer).toContainText("Interrupted", { timeout: 10_000 });
    await expect(chat.lastAnswer.getByText("What had arrived", { exact: true })).toBeVisible();
    await chat.send("Once more");
    const next = await upstream.answer(2);
    next.say("Here I am.");
    next.finish();
    await chat.settled();
    await expect(chat.lastAnswer).toContainText("Here I am.");
    for (const response of posted) await response.body?.cancel().catch(() => {});
  });
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
  const reader = new TurnReader(second.url, turn.turnId);
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

test("R19: without its connection for notices an instance still hears what the other one writes", async ({
  app,
  upstream,
  database,
}) => {
  const { first, second } = toPair(app);
  const turn = newTurn();
  const posted = await post(first, "/api/turns", turn);
  const answer = await upstream.answer(0);
  const reader = new TurnReader(second.url, turn.turnId);
  const client = new Client({ connectionString: database });
  await client.connect();
  for (let index = 0; index < 5; index++) {
    const { rowCount } = await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'switchyard notices'",
    );
    expect(rowCount).toBeLessThanOrEqual(2);
    answer.say(`word ${index}. `);
    await sleep(300);
  }
  await client.end();
  answer.finish();
  await reader.ended;
  expect(reader.text).toBe("word 0. word 1. word 2. word 3. word 4. ");
  expect(reader.outcome).toBe("complete");
  await posted.body?.cancel();
});

test("R19: a PostgreSQL that is restarted, or away for longer than a lease, costs no answer and nothing is there twice", async ({
  app,
  upstream,
  postgres,
}) => {
  const { first, second } = toPair(app);
  const turn = newTurn();
  const posted = await post(first, "/api/turns", turn);
  const answer = await upstream.answer(0);
  const reader = new TurnReader(second.url, turn.turnId);
  const said: string[] = [];
  const say = (word: string) => {
    said.push(word);
    answer.say(word);
  };
  let isSaying = true;
  const saying = (async () => {
    for (let index = 0; isSaying; index++) {
      say(`word${index} `);
      await sleep(50);
    }
  })();
  await expect.poll(() => reader.text).toContain("word3 ");
  for (let round = 0; round < 3; round++) {
    await postgres.restart({ downMs: 0 });
    await sleep(700);
  }
  const away = postgres.restart({ downMs: 9_000 });
  await expect(async () => {
    const refused = await post(second, "/api/turns", newTurn());
    expect(refused.status).toBe(503);
    expect((await refused.json()).error.code).toBe("not_ready");
  }).toPass();
  expect((await fetch(`${second.url}/api/ready`)).status).toBe(503);
  await away;
  // Whoever comes first, the answer's own instance or one that looks for dead ones: the answer is not dead.
  await sleep(3_000);
  isSaying = false;
  await saying;
  answer.finish();
  await reader.ended;
  expect(reader.outcome).toBe("complete");
  expect(reader.text).toBe(said.join(""));
  for (const server of [first, second]) {
    await expect.poll(async () => (await fetch(`${server.url}/api/ready`)).status).toBe(200);
    await expect.poll(async () => answerTextOf(await readChat(server, turn.chatId))).toBe(said.join(""));
    const again = new TurnReader(server.url, turn.turnId);
    await again.ended;
    expect(again.text).toBe(said.join(""));
  }
  const next = newTurn();
  const posting = post(second, "/api/turns", next);
  const nextAnswer = await upstream.answer(1);
  nextAnswer.say("And on it goes.");
  nextAnswer.finish();
  expect(await (await posting).text()).toContain("And on it goes.");
  await posted.body?.cancel();
});

test("R19: an instance that was taken to be dead and wakes up again changes nothing any more", async ({
  app,
  upstream,
}) => {
  const { first, second } = toPair(app);
  const turn = newTurn();
  const posted = await post(first, "/api/turns", turn);
  const answer = await upstream.answer(0);
  answer.say("Before it slept.");
  const reader = new TurnReader(second.url, turn.turnId);
  await expect.poll(() => reader.text).toBe("Before it slept.");
  process.kill(first.pid, "SIGSTOP");
  try {
    answer.say(" While it slept.");
    await reader.ended;
  } finally {
    process.kill(first.pid, "SIGCONT");
  }
  expect(reader.outcome).toBe("interrupted");
  await expect.poll(() => answer.closedAt).not.toBeNull();
  await sleep(1_000);
  for (const server of [first, second]) {
    const chat = await readChat(server, turn.chatId);
    expect(answerTextOf(chat)).toBe("Before it slept.");
    expect(chat.messages[1]?.metadata?.outcome).toBe("interrupted");
    expect(chat.liveRuns).toEqual([]);
    const again = new TurnReader(server.url, turn.turnId);
    await again.ended;
    expect(again).toMatchObject({ text: "Before it slept.", outcome: "interrupted" });
  }
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
