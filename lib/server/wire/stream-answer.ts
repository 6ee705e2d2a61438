import "server-only";
import { createAnswerHead } from "./answer-sink";
import { CleanShape } from "./clean-shape";
import { type OpenAnswer, offerAnswer, offerPieces, type PassedPiece, toBytes } from "./direct-reader";
import { createChunkEncoder } from "./encode-chunks";
import { createWholeChunkEncoder } from "./encode-whole-chunks";
import { keepEndToEnd } from "./fault-response";
import { maxAnswerLength } from "./limit-answer";
import type { PassOn } from "./pass-on";
import { type AnswerReader, type AnswerReadingOptions, type AnswerSource, readAnswer } from "./read-answer";
import { createBodyReader } from "./read-body";
import type { WireCall } from "./wire-call";
import type { WireResponse } from "./wire-response";

export type AnswerStreamOptions = AnswerReadingOptions & { passOn: PassOn | undefined };

/**
 * The provider's answer as a clean stream of OpenAI chunks, read only as fast as it is consumed. A fault ends it with
 * an error event after whatever text had come: the stream itself fails only when its consumer aborts. Whoever can do
 * without the stream reads the answer directly (`direct-reader.ts`); what is passed on is read so only.
 */
export function streamAnswer(call: WireCall, response: WireResponse, options: AnswerStreamOptions): Response {
  const { passOn } = options;
  const source: AnswerSource = {
    call,
    // Opened before anybody reads: who leaves before that lets go of it too.
    body: createBodyReader(call, response),
    contentType: response.headers.get("content-type"),
    options,
  };
  const head = {
    status: response.status,
    headers: keepEndToEnd(response.headers, "text/event-stream; charset=utf-8"),
  };
  if (passOn !== undefined) {
    const answer = new Response(null, head);
    offerPieces(answer, readToPassOn(source, passOn));
    return answer;
  }
  const open: OpenAnswer = (createEncoder) => {
    const answerHead = createAnswerHead();
    const encoder = createEncoder({ head: answerHead, merge: options.mergeWindowMs > 0 });
    return readAnswer(source, { head: answerHead, encoder });
  };
  const answer = new Response(
    toWebStream(call, () => open<PassedPiece>(createChunkEncoder)),
    head,
  );
  offerAnswer(answer, open);
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
): ReadableStream<Uint8Array> {
  let reader: Pick<AnswerReader<PassedPiece>, "next"> | null = null;
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        call.onAbort((reason) => controller.error(reason));
      },
      pull: async (controller) => {
        reader ??= open();
        const piece = await reader.next();
        if (piece === null) controller.close();
        else controller.enqueue(toBytes(piece));
      },
      cancel: (reason) => call.abort(reason),
    },
    { highWaterMark: 0 },
  );
}
