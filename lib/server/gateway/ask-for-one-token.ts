import "server-only";
import { parseModelRef } from "@/lib/model-ref";
import { type ConnectionTestResult, oneTokenRequest } from "@/lib/providers/connection-test";
import type { Caller } from "@/lib/server/access/caller";
import { requireSetUp } from "@/lib/server/providers/require-set-up";
import { toWireProvider } from "@/lib/server/providers/resolve-model";
import { toRunError } from "@/lib/server/wire/to-run-error";
import { completeChat, type EndedCompletion } from "./complete-chat";

type Asked = { caller: Caller; ref: string; signal: AbortSignal };

/**
 * Asks a model for one token: a request like any other program's, under the same budgets and in the same ledger.
 * @throws AppError for what is refused before anything is sent
 */
export async function askForOneToken({ caller, ref, signal }: Asked): Promise<ConnectionTestResult> {
  const { providerId, modelId } = parseModelRef(ref);
  const provider = requireSetUp(providerId);
  const ended = Promise.withResolvers<EndedCompletion>();
  const response = await completeChat({
    caller,
    body: oneTokenRequest(ref),
    headers: new Headers(),
    signal,
    nodeResponse: null,
    onEnd: ended.resolve,
  });
  await response.text();
  const { exchange, end } = await ended.promise;
  const { fault, headersAt, endedAt, startedAt } = exchange;
  return {
    url: exchange.url,
    latencyMs: (headersAt ?? endedAt ?? performance.now()) - startedAt,
    status: exchange.status,
    error: fault === null ? null : toRunError({ fault, provider: toWireProvider(provider), model: modelId }),
    models: null,
    run: { usage: end.usage, cost: { usd: end.cost.usd, status: end.cost.status } },
  };
}
