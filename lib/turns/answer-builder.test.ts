import { readUIMessageStream } from "ai";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import { AnswerBuilder } from "./answer-builder";

const build = (chunks: AnswerChunk[]) => {
  const builder = new AnswerBuilder("");
  for (const chunk of chunks) builder.apply(chunk);
  return builder.message;
};

/** As the AI SDK reads the same chunks. */
async function read(chunks: AnswerChunk[]): Promise<ChatMessage | null> {
  const stream = new ReadableStream<AnswerChunk>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  let message: ChatMessage | null = null;
  for await (const state of readUIMessageStream<ChatMessage>({ stream })) message = state;
  return message;
}

/** What a tool's arguments look like before they are whole differs on purpose: their text is shown as it is. */
const settled = (message: ChatMessage | null) =>
  JSON.parse(
    JSON.stringify(message?.parts ?? [], (_, value) =>
      value?.state === "input-streaming" ? { ...value, input: undefined } : value,
    ),
  );

const words = (type: "text" | "reasoning", id: string, deltas: string[], isEnded: boolean): AnswerChunk[] => [
  { type: `${type}-start`, id },
  ...deltas.map((delta) => ({ type: `${type}-delta` as const, id, delta })),
  ...(isEnded ? [{ type: `${type}-end` as const, id }] : []),
];

const tool = { toolName: "look", toolCallId: "call-1" };
const ends: AnswerChunk[][] = [
  [],
  [{ type: "tool-output-available", toolCallId: "call-1", output: { found: [1] } }],
  [{ type: "tool-output-error", toolCallId: "call-1", errorText: "It broke." }],
  [
    { type: "tool-approval-request", toolCallId: "call-1", approvalId: "call-1" },
    { type: "tool-approval-response", approvalId: "call-1", approved: false, reason: "No." },
    { type: "tool-output-denied", toolCallId: "call-1" },
  ],
  [
    { type: "tool-approval-request", toolCallId: "call-1", approvalId: "call-1" },
    { type: "tool-approval-response", approvalId: "call-1", approved: true },
    { type: "tool-output-available", toolCallId: "call-1", output: null },
  ],
];
const call = (deltas: string[], isWhole: boolean, end: AnswerChunk[], dynamic: boolean): AnswerChunk[] => [
  { type: "tool-input-start", ...tool, ...(dynamic ? { dynamic } : {}) },
  ...deltas.map((inputTextDelta) => ({
    type: "tool-input-delta" as const,
    toolCallId: tool.toolCallId,
    inputTextDelta,
  })),
  ...(isWhole
    ? [
        { type: "tool-input-available" as const, ...tool, input: { q: 1 }, ...(dynamic ? { dynamic } : {}) },
        ...end,
      ]
    : []),
];

const texts = fc.array(fc.string(), { maxLength: 4 });
const anyWords = fc
  .tuple(fc.constantFrom("text" as const, "reasoning" as const), fc.constantFrom("0", "1"), texts)
  .map(([type, id, deltas]) => words(type, id, deltas, true));
const anyCall = fc
  .tuple(texts, fc.boolean(), fc.constantFrom(...ends), fc.boolean())
  .map(([deltas, isWhole, end, dynamic]) => call(deltas, isWhole, end, dynamic));
const badCall = fc.constant<AnswerChunk[]>([
  { type: "tool-input-start", ...tool },
  { type: "tool-input-error", ...tool, input: "{", errorText: "No JSON." },
]);
const anyStep = fc
  .tuple(fc.array(anyWords, { maxLength: 3 }), fc.oneof(anyCall, badCall, fc.constant<AnswerChunk[]>([])))
  .map(([said, called]): AnswerChunk[] => [
    { type: "start-step" },
    ...said.flat(),
    ...called,
    { type: "finish-step" },
  ]);

/** Where ids are given twice the SDK looks for an approval in the first call, we in the last one. */
const withOwnIds = (step: AnswerChunk[], index: number): AnswerChunk[] =>
  JSON.parse(JSON.stringify(step).replaceAll("call-1", `call-${index}`));

describe("an answer that is built of its chunks", () => {
  it("is the one that the AI SDK reads, whatever they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 4 }), fc.nat(), async (steps, cut) => {
        const all: AnswerChunk[] = [{ type: "start", messageId: "answer-1" }, ...steps.flatMap(withOwnIds)];
        // A run can end anywhere, and always says so.
        const finish: AnswerChunk = { type: "finish", messageMetadata: {} as never };
        const chunks = [...all.slice(0, 1 + (cut % all.length)), finish];
        expect(settled(build(chunks))).toEqual(settled(await read(chunks)));
      }),
      { numRuns: 300 },
    );
  });

  it("takes what is new in its metadata and keeps the rest", () => {
    const metadata = { runId: "run", outcome: "running", waitingFor: "a place" } as ChatMessage["metadata"];
    const message = build([
      { type: "start", messageId: "answer-1", messageMetadata: metadata },
      { type: "finish", messageMetadata: { outcome: "complete", waitingFor: null } as never },
    ]);
    expect(message).toMatchObject({
      id: "answer-1",
      metadata: { runId: "run", outcome: "complete", waitingFor: null },
    });
  });

  it("shows a call's arguments as they arrive, and forgets a step that is begun anew", () => {
    const chunks: AnswerChunk[] = [{ type: "start-step" }, ...call(['{"q"', ":1"], false, [], false)];
    expect(build(chunks).parts[1]).toMatchObject({ state: "input-streaming", rawInput: '{"q":1' });
    expect(build([...chunks, { type: "reset-step" } as AnswerChunk]).parts).toEqual([{ type: "step-start" }]);
  });

  it("leaves the parts alone that have not changed", () => {
    const builder = new AnswerBuilder("a");
    for (const chunk of [...words("text", "0", ["one"], true), ...words("text", "1", ["two"], false)])
      builder.apply(chunk);
    const before = builder.message;
    builder.apply({ type: "text-delta", id: "1", delta: " more" });
    const after = builder.message;
    expect(after.parts[0]).toBe(before.parts[0]);
    expect(before.parts[1]).toMatchObject({ text: "two" });
    expect(after.parts[1]).toMatchObject({ text: "two more" });
  });
});
