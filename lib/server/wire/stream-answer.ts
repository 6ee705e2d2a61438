import "server-only";
import type { AnswerEncoder } from "./answer-encoder";
import { createAnswerHead } from "./answer-sink";
import { createAnswerDecoder } from "./decode-answer";
import { type DirectReader, offerAnswer, offerText } from "./direct-reader";
import { createChunkEncoder } from "./encode-chunks";
import { createWholeChunkEncoder, type WholeChunkEncoder } from "./encode-whole-chunks";
import { keepEndToEnd, toErrorObject } from "./fault-response";
import { keepAlive } from "./keep-alive";
import { measureLoad, widenUnderLoad } from "./measure-load";
import type { ChoiceSelection } from "./normalise-chunk";
import type { PassOn } from "./pass-on";
import { type BodyReader, createBodyReader } from "./read-body";
import type { WireCall } from "./wire-call";

export type AnswerStreamOptions = {
  mergeWindowMs: number;
  selection: ChoiceSelection;
  opensInReasoning: boolean;
  passOn: PassOn | undefined;
};

/**
 * The provider's answer as a clean stream of OpenAI chunks, read only as fast as it is consumed. A fault ends it with
 * an error event after whatever text had come: the stream itself fails only when its consumer aborts. Whoever can do without
 * the stream reads the answer directly (`direct-reader.ts`).
 */
export function streamAnswer(call: WireCall, response: Response, options: AnswerStreamOptions): Response {
  const head = createAnswerHead();
  const { passOn } = options;
  // Opened before anybody reads: who leaves before that lets go of it too.
  const body = createBodyReader(call, response.body);
  const contentType = response.headers.get("content-type");
  const merge = options.mergeWindowMs > 0;
  const read = <Taken>(encoder: AnswerEncoder<Taken>, onChunk?: WholeChunkEncoder["chunk"]) => {
    const decoder = createAnswerDecoder({
      call,
      head,
      sink: encoder,
      contentType,
      selection: options.selection,
      opensInReasoning: options.opensInReasoning,
      ...(onChunk === undefined ? {} : { onChunk }),
    });
    return readAnswer({ call, body, decoder, encoder, pace: createPace(options.mergeWindowMs) });
  };
  const readText = () => {
    if (passOn === undefined) return read(createChunkEncoder({ head, merge }));
    const whole = createWholeChunkEncoder({ head, ...passOn });
    return read(whole, whole.chunk);
  };

  let text: DirectReader<string> | null = null;
  let silence: NodeJS.Timeout | undefined;
  const next = () => {
    text ??= readText();
    return text.next();
  };
  const bytes = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        call.onAbort((reason) => {
          clearInterval(silence);
          controller.error(reason);
        });
        if (passOn !== undefined) silence = keepAlive(controller, passOn.keepAliveMs);
      },
      pull: async (controller) => {
        const chunks = await next();
        if (chunks === null) {
          clearInterval(silence);
          controller.close();
        } else {
          controller.enqueue(bytes.encode(chunks));
          silence?.refresh();
        }
      },
      cancel: (reason) => call.abort(reason),
    },
    { highWaterMark: 0 },
  );
  const answer = new Response(stream, {
    status: response.status,
    headers: keepEndToEnd(response.headers, "text/event-stream; charset=utf-8"),
  });
  if (passOn === undefined) {
    offerAnswer(answer, (createEncoder) => read(createEncoder({ head, merge })));
  } else {
    offerText(answer, {
      next: () => {
        clearInterval(silence);
        return next();
      },
      cancel: call.abort,
    });
  }
  return answer;
}

type ReadAnswer<Taken> = {
  call: WireCall;
  body: BodyReader;
  decoder: ReturnType<typeof createAnswerDecoder>;
  encoder: AnswerEncoder<Taken>;
  pace: Pace;
};

/** Reads the body until something came of it, over and over. */
function readAnswer<Taken>({ call, body, decoder, encoder, pace }: ReadAnswer<Taken>): DirectReader<Taken> {
  let isEnded = false;

  const end = (bodyEnded: boolean) => {
    isEnded = true;
    decoder.end();
    const { exchange } = call;
    if (exchange.fault === null) {
      encoder.finish({ choices: decoder.choices, usage: exchange.usage, billedUsd: exchange.billedUsd });
    } else {
      encoder.error(toErrorObject(call, exchange.fault));
    }
    if (bodyEnded) body.cancel();
    else void body.letEnd();
    call.close();
  };

  const next = async (): Promise<Taken | null> => {
    while (!isEnded) {
      await pace.wait();
      const read = await body.read();
      if (call.isAborted()) throw call.upstream.signal.reason;
      if (read !== null) decoder.feed(read);
      if (read === null || decoder.isOver()) end(read === null);
      const taken = encoder.take();
      if (taken === null) continue;
      pace.sent();
      return taken;
    }
    return null;
  };

  return { next, cancel: call.abort };
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
