import "server-only";
import { createAnswerHead } from "./answer-sink";
import { createCompletionCollector } from "./collect-completion";
import { createAnswerDecoder } from "./decode-answer";
import { createFaultResponse, keepEndToEnd } from "./fault-response";
import type { ChoiceSelection } from "./normalise-chunk";
import { createBodyReader } from "./read-body";
import type { WireCall } from "./wire-call";

/** The provider's answer as one clean completion, whatever form it came in; a fault becomes an error response. */
export async function completeAnswer(
  call: WireCall,
  response: Response,
  { selection, opensInReasoning }: { selection: ChoiceSelection; opensInReasoning: boolean },
): Promise<Response> {
  const head = createAnswerHead();
  const collector = createCompletionCollector();
  const body = createBodyReader(call, response.body);
  const decoder = createAnswerDecoder({
    call,
    head,
    sink: collector,
    contentType: response.headers.get("content-type"),
    selection,
    opensInReasoning,
  });

  let bytes = await body.read();
  while (bytes !== null && !decoder.isOver()) {
    decoder.feed(bytes);
    bytes = await body.read();
  }
  if (!call.isAborted()) decoder.end();
  body.cancel();
  call.close();

  const { fault, usage, billedUsd } = call.exchange;
  if (fault !== null) return createFaultResponse(call, fault, response.headers);
  const completion = collector.toCompletion({ head, choices: decoder.choices, usage, billedUsd });
  return Response.json(completion, { headers: keepEndToEnd(response.headers, "application/json") });
}
