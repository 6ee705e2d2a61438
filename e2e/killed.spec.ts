import type { ChatDocument } from "@/lib/chats/chat-document";
import { createId } from "@/lib/id";
import { AppServer } from "./support/app-server";
import { expect, test } from "./support/test";
import { startRawUpstream } from "./upstreams/raw-upstream";

const kills = 20;
const chatsAtOnce = 5;
/** What is older than this when the process is killed must be there. */
const keptAfterMs = 300;
const markedWithinMs = 3_000;

function newTurn(question: string) {
  const lane = {
    laneId: createId(),
    model: "openai/gpt-4.1-mini",
    parentId: null,
    message: { id: createId(), text: question },
    answerId: createId(),
  };
  return { turnId: createId(), chatId: createId(), lanes: [lane] };
}

function answerOf({ messages }: ChatDocument): { text: string; outcome: string | undefined } {
  const answer = messages.find(({ role }) => role === "assistant");
  const text = answer?.parts.map((part) => (part.type === "text" ? part.text : "")).join("") ?? "";
  return { text, outcome: answer?.metadata?.outcome };
}

/** When each word came to a reader. How old it is in the server can only be more: how late a busy machine reads is not its age. */
async function noteWords(response: Response, times: number[]): Promise<void> {
  let text = "";
  const pieces = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
  try {
    for await (const piece of pieces) {
      text += piece;
      const count = text.match(/w\d+ /g)?.length ?? 0;
      while (times.length < count) times.push(performance.now());
    }
  } catch {
    // The server was killed.
  }
}

test(`R14: killed ${kills} times while ${chatsAtOnce} chats stream, nothing older than ${keptAfterMs} ms is lost`, async () => {
  test.setTimeout(240_000);
  let wordsDue = 0;
  const upstream = await startRawUpstream(async ({ event, isClosed }) => {
    for (let word = 0; !isClosed(); word++) {
      await event({ choices: [{ index: 0, delta: { content: `w${word} ` } }] });
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  });
  const server = await AppServer.create({ OPENAI_BASE_URL: upstream.baseUrl, OPENAI_API_KEY: "sk-e2e" });
  await server.start();
  try {
    for (let round = 0; round < kills; round++) {
      const turns = Array.from({ length: chatsAtOnce }, (_, index) => newTurn(`${round}-${index}`));
      const seen = new Map<string, number[]>(turns.map(({ turnId }) => [turnId, []]));
      for (const turn of turns) {
        const response = await fetch(`${server.url}/api/turns`, {
          method: "POST",
          headers: { "content-type": "application/json", accept: "text/event-stream" },
          body: JSON.stringify(turn),
        });
        expect(response.status).toBe(200);
        void noteWords(response, seen.get(turn.turnId) ?? []);
      }
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 900));
      const killedAt = performance.now();
      await server.end("SIGKILL");
      await server.start();
      const startedAt = performance.now();
      for (const turn of turns) {
        const question = turn.lanes[0]?.message.text ?? "";
        const read = async () =>
          (await (await fetch(`${server.url}/api/chats/${turn.chatId}`)).json()) as ChatDocument;
        await expect.poll(async () => answerOf(await read()).outcome).toBe("interrupted");
        expect(performance.now() - startedAt).toBeLessThan(markedWithinMs);
        const document = await read();
        expect(document.messages).toHaveLength(2);
        expect(document.messages[0]?.parts).toEqual([{ type: "text", text: question }]);
        const words = answerOf(document).text.trim().split(" ").filter(Boolean);
        expect(words).toEqual(words.map((_, index) => `w${index}`));
        const due = (seen.get(turn.turnId) ?? []).filter((at) => at < killedAt - keptAfterMs).length;
        expect(words.length).toBeGreaterThanOrEqual(due);
        wordsDue += due;
      }
    }
    expect(wordsDue).toBeGreaterThan(kills * chatsAtOnce);
  } finally {
    await server.dispose();
    await upstream.close();
  }
});
