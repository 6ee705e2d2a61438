import "server-only";
import { createAnswerHead } from "./answer-sink";
import { CleanShape } from "./clean-shape";
import { type OpenAnswer, offerAnswer, offerPieces, type PassedPiece } from "./direct-reader";
import { createChunkEncoder } from "./encode-chunks";
import { createWholeChunkEncoder } from "./encode-whole-chunks";
import { keepEndToEnd } from "./fault-response";
import { keepAlive } from "./keep-alive";
import { maxAnswerLength } from "./limit-answer";
import type { PassOn } from "./pass-on";
import { type AnswerReader, type AnswerReadingOptions, type AnswerSource, readAnswer } from "./read-answer";
import { createBodyReader } from "./read-body";
import type { WireCall } from "./wire-call";

export type AnswerStreamOptions = AnswerReadingOptions & { passOn: PassOn | undefined };

/**
 * The provider's answer as a clean stream of OpenAI chunks, read only as fast as it is consumed. A fault ends it with
 * an error event after whatever text had come: the stream itself fails only when its consumer aborts. Whoever can do
 * without the stream reads the answer directly (`direct-reader.ts`).
 */
export function streamAnswer(call: WireCall, response: Response, options: AnswerStreamOptions): Response {
  const { passOn } = options;
  const source: AnswerSource = {
    call,
    // Opened before anybody reads: who leaves before that lets go of it too.
    body: createBodyReader(call, response.body),
    contentType: response.headers.get("content-type"),
    options,
  };
  const toResponse = (open: () => Pick<AnswerReader<PassedPiece>, "next">) =>
    new Response(toWebStream(call, open, passOn?.keepAliveMs), {
      status: response.status,
      headers: keepEndToEnd(response.headers, "text/event-stream; charset=utf-8"),
    });
  if (passOn === undefined) {
    const open: OpenAnswer = (createEncoder) => {
      const head = createAnswerHead();
      return readAnswer(source, {
        head,
        encoder: createEncoder({ head, merge: options.mergeWindowMs > 0 }),
      });
    };
    const answer = toResponse(() => open<PassedPiece>(createChunkEncoder));
    offerAnswer(answer, open);
    return answer;
  }
  const reader = readToPassOn(source, passOn);
  const answer = toResponse(() => reader);
  offerPieces(answer, reader);
  return answer;
}

/** The answer for other programs: bytes that are clean already pass as they came. */
function readToPassOn(source: AnswerSource, passOn: PassOn): AnswerReader<PassedPiece> {
  const { exchange } = source.call;
  const head = createAnswerHead();
  const shape = new CleanShape();
  const encoder = createWholeChunkEncoder({ head, shape, ...passOn });
  const pass = (bytes: Uint8Array) => {
    const characters = shape.measure(bytes);
    if (characters === null || exchange.answerCharacters + characters > maxAnswerLength) return null;
    exchange.answerCharacters += characters;
    return bytes;
  };
  return readAnswer<PassedPiece>(source, { head, encoder, onChunk: encoder.chunk, pass });
}

/** The answer for who reads a web stream; `open` is called with the first read. */
function toWebStream(
  call: WireCall,
  open: () => Pick<AnswerReader<PassedPiece>, "next">,
  keepAliveMs: number | undefined,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  let reader: Pick<AnswerReader<PassedPiece>, "next"> | null = null;
  let silence: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        call.onAbort((reason) => {
          clearInterval(silence);
          controller.error(reason);
        });
      },
      pull: async (controller) => {
        if (keepAliveMs !== undefined) silence ??= keepAlive(controller, keepAliveMs);
        reader ??= open();
        const piece = await reader.next();
        if (piece === null) {
          clearInterval(silence);
          return controller.close();
        }
        controller.enqueue(typeof piece === "string" ? bytes.encode(piece) : piece);
        silence?.refresh();
      },
      cancel: (reason) => call.abort(reason),
    },
    { highWaterMark: 0 },
  );
}
