import { Client } from "pg";
import { toPair } from "./support/app-instances";
import { newTurn, post } from "./support/new-turn";
import { startNginx } from "./support/start-nginx";
import { expect, test } from "./support/test";
import { TurnReader } from "./support/turn-reader";

test.use({ serverEnv: { OPENAI_BASE_URL: "MANUAL", OPENAI_API_KEY: "sk-e2e" } });

/** What a response has sent so far. */
function collect(response: Response): () => string {
  let text = "";
  const read = async () => {
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += piece;
  };
  // A stream that is cut is what it was until then.
  read().catch(() => {});
  return () => text;
}

test("the documented nginx streams word by word, shares turns out, and serves on when an instance is killed", async ({
  app,
  upstream,
  database,
  chat,
}) => {
  const { first, second } = toPair(app);
  const nginx = await startNginx([first, second]);
  try {
    const turns = [newTurn(), newTurn()] as const;
    const streams: (() => string)[] = [];
    for (const turn of turns) {
      const response = await post(nginx, "/api/turns", turn);
      expect(response.status).toBe(200);
      streams.push(collect(response));
    }
    const answers = [await upstream.answer(0), await upstream.answer(1)];
    // Each word must arrive before the next is said: nothing on the way waits for more.
    for (const word of ["One ", "word ", "at ", "a ", "time. "]) {
      for (const answer of answers) answer.say(word);
      for (const stream of streams) await expect.poll(stream, { intervals: [10] }).toContain(word);
    }
    const client = new Client({ connectionString: database });
    await client.connect();
    const writers = await client.query("select distinct instance_id from runs");
    await client.end();
    expect(writers.rowCount).toBe(2);

    // One of the two runs is the other instance's, whichever it is.
    for (const server of [first, second]) {
      for (const { turnId } of turns) {
        const reader = new TurnReader(server.url, turnId);
        await expect.poll(() => reader.text).toBe("One word at a time. ");
        await reader.leave();
      }
    }
    const readers = turns.map(({ turnId }) => new TurnReader(nginx.url, turnId));
    for (const reader of readers) {
      await expect.poll(() => reader.runId).not.toBe("");
      const stopped = await post(first, `/api/runs/${reader.runId}/stop`);
      expect(await stopped.json()).toEqual({ outcome: "stopped" });
      await reader.ended;
      expect(reader).toMatchObject({ text: "One word at a time. ", outcome: "stopped" });
    }
    for (const answer of answers) await expect.poll(() => answer.closedAt).not.toBeNull();

    await first.end("SIGKILL");
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => (await fetch(`${nginx.url}/api/chats`)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    await chat.page.goto(`${nginx.url}/?model=openai%2Fgpt-4.1-mini`);
    await expect(chat.composer).toBeFocused();
    await chat.send("Who is there?");
    const last = await upstream.answer(2);
    last.say("The one that is left.");
    await expect(chat.lastAnswer).toContainText("The one that is left.");
    last.finish();
    await chat.settled();
    // An open page would see its server vanish.
    await chat.page.goto("about:blank");
  } finally {
    await nginx.stop();
  }
});
