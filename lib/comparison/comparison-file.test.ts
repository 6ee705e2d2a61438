import { describe, expect, it } from "vitest";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import type { ShownExchange } from "@/lib/runs/shown-exchange";
import { readComparison, writeComparison } from "./comparison-file";
import { toComparisonMarkdown } from "./to-comparison-markdown";

const metadata: AnswerMetadata = {
  runId: "run-1",
  turnId: "turn-1",
  model: "llama/llama-4",
  modelName: "Llama 4",
  providerName: "Llama API",
  simulated: false,
  outcome: "complete",
  finishReason: "stop",
  usage: { inputTokens: 12, cachedInputTokens: null, outputTokens: 0, reasoningTokens: null },
  timing: {
    startedAt: 1_750_000_000_000,
    firstTokenMs: 120.5,
    durationMs: 1_000,
    outputTokensPerSecond: null,
    phases: { sentMs: 1, waitedMs: 0, firstReasoningMs: null, firstAnswerMs: 121, stalls: [] },
  },
  cost: { usd: null, status: "unknown", note: null },
  error: null,
  notices: [],
  structured: { outcome: "invalid", path: "$.a", message: "must be integer" },
};

const answer: ComparedAnswer = {
  number: 1,
  metadata,
  text: "Fence: ```\nAnd a | pipe.",
  settings: { temperature: 0 },
  question: "Which?",
  earlierMessages: 2,
  history: [
    { role: "user", text: "Is there one?" },
    { role: "assistant", text: "Several." },
  ],
  hadMore: false,
};

const exchange: ShownExchange = {
  url: "https://api.example/v1/chat/completions",
  requestHeaders: { authorization: "Bearer [masked]" },
  requestBody: '{"model":"llama-4"}',
  status: 200,
  responseHeaders: {},
  responseText: "data: [DONE]",
  headersMs: 5,
  firstTokenMs: 120,
  totalMs: 999,
  waitedMs: 0,
};

const savedAt = new Date("2026-11-28T09:00:00.000Z");
const text = writeComparison({
  answers: [answer],
  turns: [{ laneId: "lane", runId: "run-1", model: "llama/llama-4", exchanges: [exchange] }],
  app: "1.2.3",
  savedAt,
});

describe("a comparison file", () => {
  it("has everything that was compared, to the last digit, and what was sent", () => {
    const { lanes, ...rest } = readComparison(text);
    expect(rest).toMatchObject({ app: "1.2.3", savedAt: savedAt.toISOString() });
    expect(lanes).toEqual([{ ...answer, exchanges: [exchange] }]);
  });

  it("has the requests to models that a route asked before the one that answered", () => {
    const exchanges = [{ attempt: "ollama/llama3", ...exchange, status: 503 }, exchange];
    const written = writeComparison({
      answers: [answer],
      turns: [{ laneId: "lane", runId: "run-1", model: "llama/llama-4", exchanges }],
      app: "1.2.3",
      savedAt,
    });
    expect(readComparison(written).lanes[0]?.exchanges).toEqual(exchanges);
  });

  it("of an earlier version does not say what was said before, only how much", () => {
    const { lanes, ...rest } = JSON.parse(text);
    const before = lanes.map(({ history: _history, hadMore: _hadMore, ...lane }: ComparedAnswer) => lane);
    const read = readComparison(JSON.stringify({ ...rest, lanes: before }));
    expect(read.lanes[0]).toMatchObject({ history: null, earlierMessages: 2, hadMore: false });
  });

  it.each([
    ["is damaged", text.slice(0, 400), /damaged: it is not JSON\. Line \d+, column \d+: expected/],
    ["is something else", '{"format":"switchyard-chats"}', /no comparison of Switchyard/],
    ["is no object", "[]", /no comparison of Switchyard/],
    [
      "is of another version",
      text.replace('"version": 1', '"version": 2'),
      /Line 3 \(version\): version 1 is needed/,
    ],
    [
      "has a wrong figure",
      text.replace('"usd": null', '"usd": "free"'),
      /Line \d+ \(lanes\.0\.metadata\.cost\.usd\)/,
    ],
    ["has an unknown state", text.replace('"unknown"', '"cheap"'), /lanes\.0\.metadata\.cost\.status/],
    ["lacks an answer", text.replace('"answer":', '"reply":'), /Line 7 \(lanes\.0\.answer\)/],
    [
      "holds a key",
      text.replace('"temperature": 0', '"headers": {"authorization": "Bearer sk-1"}'),
      /lanes\.0\.settings\.headers\.authorization/,
    ],
  ])("that %s is refused with the place", (_, given, problem) => {
    expect(() => readComparison(given)).toThrow(problem);
  });
});

describe("a comparison as Markdown", () => {
  it("says unknown where nobody knows, 0 where it is 0, and breaks no table", () => {
    const markdown = toComparisonMarkdown([answer], { savedAt, app: "1.2.3" });
    expect(markdown).toContain("| Cost | unknown |");
    expect(markdown).toContain("| Tokens out | 0 |");
    expect(markdown).toContain("| Tokens per second | unknown |");
    expect(markdown).toContain("```\nWhich?\n```");
    expect(markdown).toContain(answer.text);
  });
});
