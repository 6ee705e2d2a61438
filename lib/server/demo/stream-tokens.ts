import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { createResetError, untilAborted } from "./break-connection";
import type { DemoAnswer, DemoBreak } from "./demo-answer";
import { demoHeaders } from "./demo-responses";
import { type TokenPlan, toDelta } from "./plan-tokens";

/** What stands in every chunk of one answer. */
export type AnswerIdentity = { id: string; created: number; model: string; system_fingerprint: string };

export type TokenStreamOptions = {
  identity: AnswerIdentity;
  answer: DemoAnswer;
  plan: TokenPlan;
  includeUsage: boolean;
  signal: AbortSignal | null;
};

/** Wake-ups closer than this would cost more than they show. */
const shortestWaitMs = 8;

/** The planned tokens as an event stream at the model's pace; where the answer is to break, it breaks after a third. */
export function streamTokens(options: TokenStreamOptions): Response {
  const { identity, answer, plan, signal } = options;
  const encodeChunk = createChunkEncoder(identity);
  const bytes = new TextEncoder();
  const pace = createPace(answer);
  const total = plan.tokens.length;
  let breakAhead = answer.breaks ?? null;
  let sent = 0;

  const encodeDue = async () => {
    await pace.waitFor(sent, signal);
    const limit = breakAhead === null ? total : Math.ceil(total / 3);
    const end = Math.min(limit, Math.max(pace.countDue(), sent + 1));
    let events = sent === 0 ? encodeChunk({ role: "assistant", content: "" }, null) : "";
    for (const token of plan.tokens.slice(sent, end)) events += encodeChunk(toDelta(token), null);
    sent = end;
    return events;
  };

  const encodeEnd = () => {
    const counts = { ...chunkHead(identity), choices: [], usage: plan.usage };
    const usage = options.includeUsage ? `data: ${JSON.stringify(counts)}\n\n` : "";
    return `${encodeChunk({}, plan.finishReason)}${usage}data: [DONE]\n\n`;
  };

  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (breakAhead !== null && sent >= Math.ceil(total / 3)) {
          const kind = breakAhead;
          breakAhead = null;
          return breakStream(controller, { kind, signal });
        }
        if (sent < total) return controller.enqueue(bytes.encode(await encodeDue()));
        controller.enqueue(bytes.encode(encodeEnd()));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: demoHeaders({ "content-type": "text/event-stream; charset=utf-8" }),
  });
}

/** The pace is kept by the clock: each wake-up sends all tokens due by then, so that late timers never slow the answer. */
function createPace({ firstTokenMs, tokensPerSecond }: DemoAnswer) {
  const firstDueAt = performance.now() + firstTokenMs;
  return {
    /** How many tokens may have been sent by now. */
    countDue: () => 1 + Math.floor(((performance.now() - firstDueAt) / 1000) * tokensPerSecond),
    /** Waits until the token after the first `sent` is due. */
    waitFor: async (sent: number, signal: AbortSignal | null) => {
      const remainingMs = firstDueAt + (sent / tokensPerSecond) * 1000 - performance.now();
      if (remainingMs <= 0) return;
      const ms = sent === 0 ? remainingMs : Math.max(remainingMs, shortestWaitMs);
      await wait(ms, undefined, signal === null ? {} : { signal });
    },
  };
}

async function breakStream(
  controller: ReadableStreamDefaultController<Uint8Array>,
  { kind, signal }: { kind: DemoBreak; signal: AbortSignal | null },
): Promise<void> {
  if (kind === "malformed") {
    controller.enqueue(
      new TextEncoder().encode('data: {"choices":[{"index":0,"delta":{"content":"this line is bro\n\n'),
    );
  } else if (kind === "eof") controller.close();
  else if (kind === "reset") controller.error(createResetError());
  else await untilAborted(signal);
}

function chunkHead({ id, created, model, system_fingerprint }: AnswerIdentity): Record<string, unknown> {
  return { id, object: "chat.completion.chunk", created, model, system_fingerprint };
}

/** Writes one chunk; what stands in all of them is made once. */
function createChunkEncoder(
  identity: AnswerIdentity,
): (delta: Record<string, unknown>, finishReason: string | null) => string {
  const start = `data: ${JSON.stringify(chunkHead(identity)).slice(0, -1)},"choices":[{"index":0,"delta":`;
  return (delta, finishReason) =>
    `${start}${JSON.stringify(delta)},"finish_reason":${JSON.stringify(finishReason)}}]}\n\n`;
}
