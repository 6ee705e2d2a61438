import "server-only";
import type { AnswerEncoder } from "./answer-encoder";
import type { AnswerHead } from "./answer-sink";
import { createAnswerDecoder } from "./decode-answer";
import type { DirectReader } from "./direct-reader";
import type { WholeChunkEncoder } from "./encode-whole-chunks";
import { toErrorObject } from "./fault-response";
import { measureLoad, widenUnderLoad } from "./measure-load";
import type { ChoiceSelection } from "./normalise-chunk";
import type { BodyReader } from "./read-body";
import type { WireCall } from "./wire-call";

export type AnswerReadingOptions = {
  /** What arrives within so many ms is read, and leaves, together; 0 reads each as it comes. */
  mergeWindowMs: number;
  selection: ChoiceSelection;
  opensInReasoning: boolean;
};

export type AnswerSource = {
  call: WireCall;
  body: BodyReader;
  contentType: string | null;
  options: AnswerReadingOptions;
};

/** An answer read piece by piece: as soon as there is something (`take`), or merged over the window (`next`). */
export type AnswerReader<Taken> = DirectReader<Taken> & { next: () => Promise<Taken | null> };

export type AnswerReading<Taken> = {
  head: AnswerHead;
  encoder: AnswerEncoder<Taken>;
  onChunk?: WholeChunkEncoder["chunk"];
  /** Asked with bytes that begin between events: what leaves for them as they are, null when they must be read. */
  pass?: (bytes: Uint8Array) => Taken | null;
};

/** Reads the body until something came of it, over and over. A fault becomes the error that ends the answer. */
export function readAnswer<Taken>(
  { call, body, contentType, options }: AnswerSource,
  { head, encoder, onChunk, pass = () => null }: AnswerReading<Taken>,
): AnswerReader<Taken> {
  const decoder = createAnswerDecoder({
    call,
    head,
    sink: encoder,
    contentType,
    selection: options.selection,
    opensInReasoning: options.opensInReasoning,
    ...(onChunk === undefined ? {} : { onChunk }),
  });
  const pace = createPace(options.mergeWindowMs);
  let isEnded = false;

  const end = (bodyEnded: boolean) => {
    isEnded = true;
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
  };

  /** What leaves for what came, null at the body's end; null when nothing does yet. */
  const toPiece = (read: Uint8Array | null): Taken | null => {
    if (call.isAborted()) throw call.upstream.signal.reason;
    if (read !== null) {
      const passed = decoder.isBetweenEvents() ? pass(read) : null;
      if (passed !== null) return passed;
      decoder.feed(read);
    }
    if (read === null || decoder.isOver()) end(read === null);
    return encoder.take();
  };

  return {
    take: () => {
      while (!isEnded) {
        const read = body.take();
        if (read === undefined && !call.isAborted()) return undefined;
        const piece = toPiece(read ?? null);
        if (piece !== null) return piece;
      }
      return null;
    },
    onMore: body.onMore,
    next: async () => {
      while (!isEnded) {
        await pace.wait();
        const piece = toPiece(await body.read());
        if (piece === null) continue;
        pace.sent();
        return piece;
      }
      return null;
    },
    cancel: call.abort,
  };
}

type Pace = { wait: () => Promise<void> | undefined; sent: () => void };

/**
 * Spaces reads so that what arrives within one window is read, and leaves, together. Reading less often instead of
 * holding back what was read keeps the first token and every token after a pause undelayed, and costs nothing per token.
 */
function createPace(windowMs: number): Pace {
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
