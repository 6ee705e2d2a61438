import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { type ManualAnswer, ManualUpstream } from "@/e2e/upstreams/manual-upstream";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

vi.setConfig({ testTimeout: 60_000 });

const maxGapMs = 20;
const outputTokens = 101;
const models = ["acme/a", "acme/b", "acme/c"];

const upstream = new ManualUpstream();
let server: TestServer;

beforeAll(async () => {
  await upstream.start();
  const acme = { baseUrl: upstream.url, keyVariable: null };
  server = await startTestServer({ config: { providers: { acme } } });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a lane says of its times beside what the clock of the test's own upstream says, in ms more. */
function toGaps({ timing, usage }: AnswerMetadata, answer: ManualAnswer) {
  const [saidAt = Number.NaN] = answer.saidAt;
  const finishedAt = answer.finishedAt ?? Number.NaN;
  const { firstTokenMs, durationMs, outputTokensPerSecond, phases } = timing;
  const writtenMs =
    (((usage?.outputTokens ?? Number.NaN) - 1) / (outputTokensPerSecond ?? Number.NaN)) * 1000;
  return {
    firstToken: (firstTokenMs ?? Number.NaN) - (saidAt - answer.receivedAt),
    total: (durationMs ?? Number.NaN) - (phases?.sentMs ?? Number.NaN) - (finishedAt - answer.receivedAt),
    rate: writtenMs - (finishedAt - saidAt),
  };
}

async function runTurn(turn: number): Promise<Record<"firstToken" | "total" | "rate", number>[]> {
  const lanes = models.map((model) => laneWith({ model }));
  const asked = server.send("POST", "/api/turns", {
    body: turnWith({ lanes }),
    headers: { accept: "text/event-stream" },
  });
  const read = asked.then((response) => readTurn(response));
  const answers = await Promise.all(
    models.map((_model, index) => upstream.answer(turn * models.length + index)),
  );
  // Each lane has a pace of its own.
  await Promise.all(
    answers.map(async (answer, index) => {
      await pass(60 + 50 * index);
      answer.say("Yes, ");
      await pass(240 + 70 * index);
      answer.say("certainly.");
      answer.finish({ output: outputTokens });
    }),
  );
  const { events } = await read;
  return lanes.map(({ laneId }, index) => {
    const chunks = events.filter((event) => event.laneId === laneId).flatMap((event) => event.chunks);
    const end = chunks.find((chunk) => chunk.type === "finish");
    const answer = answers.find(({ body }) => models[index]?.endsWith(`/${body.model}`));
    if (end?.messageMetadata === undefined || answer === undefined) throw new Error("A lane has no end.");
    return toGaps(end.messageMetadata, answer);
  });
}

it("the times of each lane are those of the provider's clock, to 20 ms", async () => {
  // A machine with much else to do only ever adds to what is measured, so the closest of the turns counts.
  const worst: number[] = [];
  for (let turn = 0; turn < 20 && !worst.some((gap) => gap <= maxGapMs); turn += 1) {
    const gaps = (await runTurn(turn)).flatMap((lane) => Object.values(lane));
    for (const gap of gaps) expect(gap).not.toBeNaN();
    worst.push(Math.max(...gaps.map(Math.abs)));
  }
  expect(Math.min(...worst), `the largest gap of each turn: ${worst}`).toBeLessThanOrEqual(maxGapMs);
});
