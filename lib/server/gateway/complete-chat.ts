import "server-only";
import type { ServerResponse } from "node:http";
import { AppError } from "@/lib/app-error";
import type { CompletionRequest } from "@/lib/gateway/completion-request";
import { countPromptCharacters, estimateHighestCost } from "@/lib/gateway/estimate-request";
import { createId } from "@/lib/id";
import type { Caller } from "@/lib/server/access/caller";
import { getEnv } from "@/lib/server/env";
import { getLog } from "@/lib/server/log";
import { measureRun } from "@/lib/server/metrics";
import { passToProvider } from "@/lib/server/providers/pass-to-provider";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import { listBudgets, type Reservation, reserveBudget } from "@/lib/server/runs/budget-store";
import { refuseWhileDraining } from "@/lib/server/runs/drain";
import { takeRunSlots } from "@/lib/server/runs/run-slots";
import { findText } from "@/lib/server/wire/direct-reader";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { estimateTokens } from "@/lib/server/wire/pass-on";
import { countRequest, countTokens, requireModelScope } from "./check-token";
import { type EndedRun, insertGatewayRun, noteEnd, noteStart, type StartedRun } from "./ledger";
import { addLiveRun, removeLiveRun } from "./live-runs";
import { resolveTarget } from "./resolve-target";
import { toClientResponse } from "./to-client-response";
import { toEndedRun } from "./to-ended-run";
import { writeDirectly } from "./write-directly";

type Completion = {
  caller: Caller;
  body: CompletionRequest;
  signal: AbortSignal;
  /** Where a stream may be written to directly. */
  nodeResponse: ServerResponse | null;
  /** Told once, when the provider's answer is over. */
  onEnd?: (ended: EndedCompletion) => void;
};
/** What was on the wire, and what the ledger says of it. */
export type EndedCompletion = { exchange: WireExchange; end: EndedRun };
type Asked = Pick<Completion, "caller" | "body"> & { model: ResolvedModel };

/**
 * Answers another program's request as its provider does. Leaving ends the run and closes the connection to the provider.
 * @throws AppError for what is refused before anything is sent
 */
export async function completeChat({ caller, body, ...how }: Completion): Promise<Response> {
  refuseWhileDraining();
  const model = resolveTarget(body);
  requireModelScope(caller.token, model.ref);
  const giveBack = takeRunSlots(caller.token?.id ?? caller.ownerId);
  try {
    await countRequest(caller.token);
    const run = await startRun({ caller, body, model });
    return await passOn({ caller, body, ...how, model, run, giveBack });
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** Stores the run where a budget depends on it; notes it in the ledger in any case. */
async function startRun({ caller, body, model }: Asked): Promise<StartedRun> {
  const run: StartedRun = {
    id: createId(),
    owner: caller.ownerId,
    tokenId: caller.token?.id ?? null,
    model: model.ref,
    startedAt: Date.now(),
    reservation: null,
  };
  run.reservation = await reserve({ caller, body, model, run });
  noteStart(run, run.reservation !== null);
  return run;
}

async function reserve({
  caller,
  body,
  model,
  run,
}: Asked & { run: StartedRun }): Promise<Reservation | null> {
  const budgets = listBudgets(caller.token);
  if (budgets.length === 0 || model.kind !== "hosted") return null;
  const usd = estimateHighestCost(body, model.catalogueModel);
  if (usd === null) {
    throw new AppError(
      "price_unknown",
      `The price of ${model.ref} is not known, so a budget in dollars cannot hold for it. Add its prices to switchyard.config.json, or use it without a budget.`,
    );
  }
  const period = new Date(run.startedAt).toISOString().slice(0, 7);
  const reservation = { owner: caller.ownerId, scopes: budgets.map(({ scope }) => scope), period, usd };
  return reserveBudget({
    owner: caller.ownerId,
    budgets,
    usd,
    saveRun: (transaction) => insertGatewayRun(transaction, { ...run, reservation }),
  });
}

type Passing = Completion & { model: ResolvedModel; run: StartedRun; giveBack: () => void };

async function passOn({
  caller,
  body,
  signal,
  nodeResponse,
  model,
  run,
  giveBack,
  onEnd,
}: Passing): Promise<Response> {
  const abort = new AbortController();
  const onLeave = () => abort.abort(signal.reason);
  signal.addEventListener("abort", onLeave, { once: true });
  if (signal.aborted) onLeave();
  addLiveRun({ id: run.id, tokenId: run.tokenId, end: (reason) => abort.abort(reason) });
  const estimatedInputTokens = estimateTokens(countPromptCharacters(body));
  const startedAt = performance.now();
  const keepAliveMs = getEnv().SWITCHYARD_KEEP_ALIVE_MS;
  const response = await passToProvider({
    model,
    body,
    signal: abort.signal,
    passOn: { estimatedInputTokens, keepAliveMs },
    onExchange: () => {},
    onEnd: (exchange) => {
      signal.removeEventListener("abort", onLeave);
      const end = toEndedRun({ exchange, model, startedAt, estimatedInputTokens });
      removeLiveRun(run.id);
      giveBack();
      noteEnd(run.id, end);
      measureRun({ ...end, source: "gateway", providerId: model.providerId });
      logEnd({ run, upstreamRequestId: exchange.requestId, end });
      const used = (end.usage?.inputTokens ?? 0) + (end.usage?.outputTokens ?? 0);
      countTokens(caller.token, used).catch((error: unknown) => {
        getLog().warn({ err: error }, "tokens could not be counted");
      });
      onEnd?.({ exchange, end });
    },
  });
  const head = await toClientResponse(response, { runId: run.id, ref: model.ref });
  const text = findText(response);
  return text === undefined || nodeResponse === null
    ? head
    : writeDirectly(nodeResponse, { head, text, keepAliveMs });
}

function logEnd({
  run,
  upstreamRequestId,
  end,
}: {
  run: StartedRun;
  upstreamRequestId: string | null;
  end: ReturnType<typeof toEndedRun>;
}): void {
  const { outcome, errorCode, durationMs } = end;
  getLog().info(
    {
      requestId: run.id,
      upstreamRequestId,
      model: run.model,
      outcome,
      errorCode,
      durationMs: Math.round(durationMs),
    },
    "gateway run ended",
  );
}
