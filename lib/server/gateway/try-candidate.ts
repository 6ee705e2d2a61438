import "server-only";
import type { CompletionRequest } from "@/lib/gateway/completion-request";
import type { GatewayToken } from "@/lib/server/access/find-token";
import { getLog } from "@/lib/server/log";
import { measureRun } from "@/lib/server/metrics";
import { passToProvider } from "@/lib/server/providers/pass-to-provider";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import { awaitFirstToken } from "@/lib/server/wire/await-first-token";
import type { Alternative, WireExchange } from "@/lib/server/wire/exchange";
import { countTokens } from "./check-token";
import { type EndedRun, noteEnd, type StartedRun } from "./ledger";
import { addLiveRun } from "./live-runs";
import { toEndedRun } from "./to-ended-run";

export type Attempt = {
  run: StartedRun;
  model: ResolvedModel;
  body: CompletionRequest;
  token: GatewayToken | null;
  /** The client's: it aborts when the client leaves. */
  signal: AbortSignal;
  estimatedInputTokens: number;
  /** null when the answer is this model's or nobody's: then it is passed on from its first byte. */
  alternative: Alternative | null;
};

type Attempted = { response: Response; exchange: WireExchange; ended: Promise<EndedRun> };

/**
 * Asks one model, as a run in the ledger. With an alternative it resolves once the first token is there or the run is over.
 * Leaving ends the run and closes the connection to the provider.
 */
export async function tryCandidate(attempt: Attempt): Promise<Attempted> {
  const { run, model, body, signal, estimatedInputTokens, alternative } = attempt;
  const abort = new AbortController();
  const onLeave = () => abort.abort(signal.reason);
  signal.addEventListener("abort", onLeave, { once: true });
  if (signal.aborted) onLeave();
  const removeLiveRun = addLiveRun({
    id: run.id,
    tokenId: run.tokenId,
    end: (reason) => abort.abort(reason),
  });
  const startedAt = performance.now();
  const ended = Promise.withResolvers<EndedRun>();
  const letGo = () => {
    signal.removeEventListener("abort", onLeave);
    removeLiveRun();
  };
  let exchange: WireExchange | null = null;
  const response = await passToProvider({
    model,
    body,
    signal: abort.signal,
    passOn: { estimatedInputTokens, wantsFunctionCall: Array.isArray(body.functions) },
    alternative,
    onExchange: (live) => {
      exchange = live;
    },
    onEnd: (over) => {
      letGo();
      const end = toEndedRun({ exchange: over, model, startedAt, estimatedInputTokens });
      endRun(attempt, { exchange: over, end });
      ended.resolve(end);
    },
  }).catch((error: unknown) => {
    // What was never sent has no exchange that could end.
    if (exchange === null) {
      letGo();
      noteEnd(run.id, neverSent(performance.now() - startedAt));
    }
    throw error;
  });
  const { promise } = ended;
  if (exchange === null) throw new Error("The wire told of no exchange.");
  if (alternative === null || !response.ok) return { response, exchange, ended: promise };
  return { response: await awaitFirstToken(response, exchange), exchange, ended: promise };
}

/** A request that our own side could not send. */
const neverSent = (durationMs: number): EndedRun => ({
  outcome: "failed",
  errorCode: "internal",
  finishReason: null,
  usage: null,
  usageSource: null,
  cost: { usd: null, status: "unknown" },
  firstTokenMs: null,
  durationMs,
});

function endRun(
  { run, model, token }: Attempt,
  { exchange, end }: { exchange: WireExchange; end: EndedRun },
): void {
  noteEnd(run.id, end);
  measureRun({ ...end, source: "gateway", providerId: model.providerId });
  const { outcome, errorCode, durationMs } = end;
  getLog().info(
    {
      requestId: run.id,
      upstreamRequestId: exchange.requestId,
      model: run.model,
      ...(run.route === null ? {} : { route: run.route }),
      outcome,
      errorCode,
      durationMs: Math.round(durationMs),
    },
    "gateway run ended",
  );
  const used = (end.usage?.inputTokens ?? 0) + (end.usage?.outputTokens ?? 0);
  countTokens(token, used).catch((error: unknown) => {
    getLog().warn({ err: error }, "tokens could not be counted");
  });
}
