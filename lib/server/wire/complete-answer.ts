import "server-only";
import { createAnswerHead } from "./answer-sink";
import { createCompletionCollector } from "./collect-completion";
import { createUnknownCollector } from "./collect-unknown";
import { type AnswerDecoder, createAnswerDecoder } from "./decode-answer";
import { createFaultResponse, keepEndToEnd, toErrorObject } from "./fault-response";
import type { ChoiceSelection } from "./normalise-chunk";
import type { PassOn } from "./pass-on";
import { createBodyReader } from "./read-body";
import type { WireCall } from "./wire-call";
import type { WireResponse } from "./wire-response";

/**
 * The provider's answer as one clean completion, whatever form it came in. A fault becomes an error response; when
 * something of the answer had come, a completion of that, with the error in the place of its finish reasons.
 */
export async function completeAnswer(
  call: WireCall,
  response: WireResponse,
  {
    selection,
    opensInReasoning,
    passOn,
  }: { selection: ChoiceSelection; opensInReasoning: boolean; passOn: PassOn | undefined },
): Promise<Response> {
  const head = createAnswerHead();
  const collector = createCompletionCollector({ wantsFunctionCall: passOn?.wantsFunctionCall ?? false });
  const unknown = passOn === undefined ? null : createUnknownCollector();
  const body = createBodyReader(call, response);
  const decoder = createAnswerDecoder({
    call,
    head,
    sink: collector,
    contentType: response.headers.get("content-type"),
    selection,
    opensInReasoning,
    ...(unknown === null ? {} : { onChunk: unknown.read }),
  });

  countWhenLeft(call, decoder);
  let bodyEnded = false;
  while (!bodyEnded && !decoder.isOver()) {
    const bytes = await body.read();
    if (bytes === null) bodyEnded = true;
    else decoder.feed(bytes);
  }
  if (!call.isAborted()) decoder.end();
  if (bodyEnded) body.cancel();
  else void body.letEnd();
  call.close();

  const { fault, usage, billedUsd, firstTokenAt } = call.exchange;
  if (fault !== null && firstTokenAt === null) return createFaultResponse(call, fault, response.headers);
  const completion = collector.toCompletion({
    head,
    choices: decoder.choices,
    usage,
    billedUsd,
    error: fault === null ? null : toErrorObject(call, fault),
  });
  const whole =
    unknown === null || passOn === undefined
      ? completion
      : unknown.complete(completion, {
          ...passOn,
          outputCharacters: call.exchange.answerCharacters,
        });
  return Response.json(whole, { headers: keepEndToEnd(response.headers, "application/json") });
}

/** Who leaves in the middle of a reply has used what had come of it by then; that it is not whole is nobody's fault. */
function countWhenLeft(call: WireCall, decoder: AnswerDecoder): void {
  call.onClose(() => {
    if (!call.isAborted()) return;
    const { fault } = call.exchange;
    decoder.end();
    call.exchange.fault = fault;
  });
}
