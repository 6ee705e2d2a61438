import "server-only";
import { createAnswerHead } from "./answer-sink";
import { CleanShape } from "./clean-shape";
import { createAnswerDecoder } from "./decode-answer";
import { offerPieces, type PassedPiece } from "./direct-reader";
import { createChunkEncoder } from "./encode-chunks";
import { createWholeChunkEncoder } from "./encode-whole-chunks";
import { keepEndToEnd, toErrorObject } from "./fault-response";
import { keepAlive } from "./keep-alive";
import { maxAnswerLength } from "./limit-answer";
import { measureLoad, widenUnderLoad } from "./measure-load";
import type { ChoiceSelection } from "./normalise-chunk";
import type { PassOn } from "./pass-on";
import { createBodyReader } from "./read-body";
import type { WireCall } from "./wire-call";

export type AnswerStreamOptions = {
  mergeWindowMs: number;
  selection: ChoiceSelection;
  opensInReasoning: boolean;
  passOn: PassOn | undefined;
};

/**
 * The provider's answer as a clean stream of OpenAI chunks, read only as fast as it is consumed. A fault ends it with
 * an error event after whatever text had come: the stream itself fails only when its consumer aborts.
 */
export function streamAnswer(call: WireCall, response: Response, options: AnswerStreamOptions): Response {
  const head = createAnswerHead();
  const { passOn } = options;
  const shape = new CleanShape();
  const whole = passOn === undefined ? null : createWholeChunkEncoder({ head, shape, ...passOn });
  const encoder = whole ?? createChunkEncoder({ head, merge: options.mergeWindowMs > 0 });
  const body = createBodyReader(call, response.body);
  const decoder = createAnswerDecoder({
    call,
    head,
    sink: encoder,
    contentType: response.headers.get("content-type"),
    selection: options.selection,
    opensInReasoning: options.opensInReasoning,
    ...(whole === null ? {} : { onChunk: whole.chunk }),
  });
  const pace = createPace(options.mergeWindowMs);
  const bytes = new TextEncoder();
  let isEnded = false;
  let silence: NodeJS.Timeout | null = null;

  /** What leaves for what came; "" when nothing does yet. */
  const toPiece = (read: Uint8Array | null): PassedPiece => {
    if (read !== null) {
      if (whole !== null && mayPass(read)) return read;
      decoder.feed(read);
    }
    return read === null || decoder.isOver() ? writeEnd(read === null) : encoder.take();
  };

  const mayPass = (read: Uint8Array): boolean => {
    const characters = decoder.isBetweenEvents() ? shape.measure(read) : null;
    if (characters === null || call.exchange.answerCharacters + characters > maxAnswerLength) return false;
    call.exchange.answerCharacters += characters;
    return true;
  };

  const readOn = async (): Promise<PassedPiece> => {
    for (;;) {
      await pace.wait();
      const read = await body.read();
      if (call.isAborted()) return "";
      const piece = toPiece(read);
      if (piece !== "") return piece;
    }
  };

  const writeEnd = (bodyEnded: boolean): string => {
    isEnded = true;
    clearInterval(silence ?? undefined);
    decoder.end();
    const { exchange } = call;
    if (exchange.fault === null) {
      const { usage, billedUsd, answerCharacters } = exchange;
      encoder.finish({ choices: decoder.choices, usage, billedUsd, answerCharacters });
    } else {
      encoder.error(toErrorObject(call, exchange.fault));
    }
    if (bodyEnded) body.cancel();
    else void body.letEnd();
    call.close();
    return encoder.take();
  };

  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        call.onAbort((reason) => {
          clearInterval(silence ?? undefined);
          controller.error(reason);
        });
      },
      pull: async (controller) => {
        if (passOn !== undefined) silence ??= keepAlive(controller, passOn.keepAliveMs);
        const piece = await readOn();
        if (call.isAborted()) return;
        pace.sent();
        controller.enqueue(typeof piece === "string" ? bytes.encode(piece) : piece);
        if (isEnded) controller.close();
        else silence?.refresh();
      },
      cancel: (reason) => call.abort(reason),
    },
    { highWaterMark: 0 },
  );
  const answer = new Response(stream, {
    status: response.status,
    headers: keepEndToEnd(response.headers, "text/event-stream; charset=utf-8"),
  });
  if (passOn !== undefined) {
    offerPieces(answer, {
      take: () => {
        for (;;) {
          if (isEnded) return null;
          const read = body.take();
          if (call.isAborted()) throw call.upstream.signal.reason;
          if (read === undefined) return undefined;
          const piece = toPiece(read);
          if (piece !== "") return piece;
        }
      },
      onMore: body.onMore,
      cancel: call.abort,
    });
  }
  return answer;
}

/**
 * Spaces reads so that what arrives within one window is read, and leaves, together. Reading less often instead of
 * holding back what was read keeps the first token and every token after a pause undelayed, and costs nothing per token.
 */
function createPace(windowMs: number): { wait: () => Promise<void> | undefined; sent: () => void } {
  let nextReadAt = 0;
  return {
    wait: () => {
      if (windowMs <= 0) return;
      const remaining = nextReadAt - performance.now();
      return remaining > 0 ? new Promise((resolve) => setTimeout(resolve, remaining)) : undefined;
    },
    sent: () => {
      nextReadAt = performance.now() + windowMs * widenUnderLoad(measureLoad());
    },
  };
}
