import { afterAll, beforeAll, expect, it } from "vitest";
import { readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** A run as a process that died leaves it, whose log is what `toLog` makes of what was known of it at its start. */
async function leaveBehind(toLog: (first: AnswerMetadata) => string) {
  const turn = turnWith();
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  await server.idle();
  const db = await server.getDb();
  const { id } = await db
    .updateTable("runs")
    .set({ outcome: "running", instance_id: "dead", lease_until: 0 })
    .where("turn_id", "=", turn.turnId)
    .returning("id")
    .executeTakeFirstOrThrow();
  const answer = (await server.readChat(turn.chatId)).messages.at(-1);
  if (answer?.metadata == null) throw new Error("There is no answer.");
  const first: AnswerMetadata = { ...answer.metadata, outcome: "running", usage: null };
  await db
    .updateTable("messages")
    .set({ metadata_json: JSON.stringify(first) })
    .where("id", "=", answer.id)
    .execute();
  await db.deleteFrom("run_events").where("run_id", "=", id).execute();
  await db
    .insertInto("run_events")
    .values({ run_id: id, seq: 3, data: toLog(first) })
    .execute();
  return { readAnswer: async () => (await server.readChat(turn.chatId)).messages.at(-1) };
}

async function recover(): Promise<number> {
  const { recoverRuns } = await import("./recover-runs");
  const { getAnswerMetadata, saveAnswer } = await import("@/lib/server/chats/message-store");
  return recoverRuns(getAnswerMetadata, saveAnswer);
}

it("an answer is that of the model which a route had come to, and waits for nothing any more", async () => {
  const { readAnswer } = await leaveBehind((first) =>
    JSON.stringify([
      { type: "start", messageId: "a", messageMetadata: first },
      { type: "message-metadata", messageMetadata: { ...first, model: "demo/moody", waitingFor: "Queued." } },
      { type: "text-start", id: "0" },
    ]),
  );
  expect(await recover()).toBe(1);
  const answer = await readAnswer();
  expect(answer?.metadata).toMatchObject({ outcome: "interrupted", model: "demo/moody" });
  expect(answer?.metadata).not.toHaveProperty("waitingFor");
});

it("a damaged log ends its own run with what the chat knows, and keeps no other from being ended", async () => {
  const damaged = await leaveBehind(() => '[{"type":"start","messa');
  const whole = await leaveBehind((first) =>
    JSON.stringify([
      { type: "start", messageId: "a", messageMetadata: first },
      { type: "text-start", id: "0" },
      { type: "text-delta", id: "0", delta: "So far" },
    ]),
  );
  expect(await recover()).toBe(2);
  expect((await damaged.readAnswer())?.metadata).toMatchObject({ outcome: "interrupted" });
  const answer = await whole.readAnswer();
  expect(answer?.metadata).toMatchObject({ outcome: "interrupted" });
  expect(answer?.parts).toContainEqual(expect.objectContaining({ text: "So far" }));
});

it("what is simulated cost nothing, however it ended", async () => {
  const { readAnswer } = await leaveBehind((first) =>
    JSON.stringify([{ type: "start", messageId: "a", messageMetadata: first }]),
  );
  await recover();
  expect((await readAnswer())?.metadata?.cost).toMatchObject({ usd: null, status: "simulated" });
});
