import "server-only";
import type { DemoAnswer, DemoModel } from "./demo-answer";
import type { DemoRequest } from "./demo-request";
import { answerAsEcho } from "./echo-model";
import { answerAsJson } from "./json-model";
import { answerAsMoody } from "./moody-model";
import { answerAsSprinter } from "./sprinter-model";
import { answerAsThinker } from "./thinker-model";
import { answerAsTools } from "./tools-model";
import { answerAsWriter } from "./writer-model";

const models: Record<string, DemoModel> = {
  echo: answerAsEcho,
  writer: answerAsWriter,
  thinker: answerAsThinker,
  tools: answerAsTools,
  json: answerAsJson,
  sprinter: answerAsSprinter,
  moody: answerAsMoody,
};

/** What the request's model says; the writer answers where there is no such model. */
export function answerAs(request: DemoRequest): DemoAnswer {
  const model = Object.hasOwn(models, request.model) ? models[request.model] : undefined;
  return (model ?? answerAsWriter)(request);
}
