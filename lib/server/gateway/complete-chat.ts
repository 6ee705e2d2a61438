import "server-only";
import type { ServerResponse } from "node:http";
import type { CompletionRequest } from "@/lib/gateway/completion-request";
import { createId } from "@/lib/id";
import { findCause } from "@/lib/routes/find-cause";
import type { RouteStop } from "@/lib/routes/route-trail";
import type { Caller } from "@/lib/server/access/caller";
import { getEnv } from "@/lib/server/env";
import type { ResolvedModel } from "@/lib/server/providers/resolve-model";
import { refuseWhileDraining } from "@/lib/server/runs/drain";
import { takeRunSlots } from "@/lib/server/runs/run-slots";
import { findPieces } from "@/lib/server/wire/direct-reader";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { streamPieces } from "@/lib/server/wire/stream-pieces";
import { toRunError } from "@/lib/server/wire/to-run-error";
import { writeDirectly } from "@/lib/server/write-directly";
import { countRequest } from "./check-token";
import { estimatePromptTokens } from "./estimate-prompt";
import { type EndedRun, noteStart, type StartedRun } from "./ledger";
import { reserveForRequest } from "./reserve-for-request";
import { resolveTarget, type Target } from "./resolve-target";
import { leaveSeat } from "./seats";
import { toClientResponse } from "./to-client-response";
import { tryCandidate } from "./try-candidate";

type Completion = {
  caller: Caller;
  body: CompletionRequest;
  /** Of the request. */
  headers: Headers;
  signal: AbortSignal;
  /** Where a stream may be written to directly. */
  nodeResponse: ServerResponse | null;
  /** Told once, when the provider's answer is over. */
  onEnd?: (ended: EndedCompletion) => void;
};

/** What was on the wire, and what the ledger says of it. */
export type EndedCompletion = { exchange: WireExchange; end: EndedRun };

/**
 * Answers another program's request as its provider does; by a route, as the first of its models does that begins to answer.
 * Leaving ends the run and closes the connection to the provider.
 * @throws AppError for what is refused before anything is sent
 */
export async function completeChat({
  nodeResponse,
  headers,
  onEnd,
  ...asked
}: Completion): Promise<Response> {
  refuseWhileDraining();
  const { caller, body } = asked;
  const resolved = resolveTarget({ body, headers, token: caller.token });
  leaveSeat(headers);
  const giveBack = takeRunSlots(caller.token?.id ?? caller.ownerId);
  try {
    await countRequest(caller.token);
    const { target, run } = await startRun({ caller, body, target: resolved });
    const answer = await askInTurn({ ...asked, target, run });
    void answer.ended.then((end) => {
      giveBack();
      onEnd?.({ exchange: answer.exchange, end });
    });
    const head = await toClientResponse(answer.response, {
      runId: answer.run.id,
      ref: answer.run.model,
      ...answer,
    });
    const pieces = findPieces(answer.response);
    if (pieces === undefined) return head;
    // So that nothing on the way takes a silent stream for dead.
    const keepAliveMs = getEnv().SWITCHYARD_KEEP_ALIVE_MS;
    return nodeResponse === null
      ? new Response(streamPieces(pieces, keepAliveMs), head)
      : await writeDirectly(nodeResponse, { head, pieces, keepAliveMs });
  } catch (error) {
    giveBack();
    throw error;
  }
}

type Asked = Pick<Completion, "caller" | "body"> & { target: Target };

/** Stores the run where a budget depends on it; notes it in the ledger in any case. */
async function startRun({ caller, body, target }: Asked): Promise<{ target: Target; run: StartedRun }> {
  const run: StartedRun = {
    id: createId(),
    owner: caller.ownerId,
    tokenId: caller.token?.id ?? null,
    model: target.candidates[0].ref,
    route: target.route?.ref ?? null,
    startedAt: Date.now(),
    reservation: null,
  };
  const affordable = await reserveForRequest({ caller, body, target, run });
  noteStart(run, run.reservation !== null);
  return { target: affordable, run };
}

type Asking = Omit<Completion, "nodeResponse" | "headers" | "onEnd"> & { target: Target; run: StartedRun };
type Answer = Awaited<ReturnType<typeof tryCandidate>> & {
  run: StartedRun;
  route: (Pick<Target, "rule" | "stops"> & { ref: string }) | null;
};

/** Asks one model after the other until one begins to answer, or fails in a way that the next would only repeat. */
async function askInTurn({ caller, body, signal, target, run: first }: Asking): Promise<Answer> {
  const { route, rule, candidates } = target;
  const stops = [...target.stops];
  const estimatedInputTokens = estimatePromptTokens(body);
  const beginMs = route?.route.firstTokenTimeoutMs ?? null;
  let run = first;
  for (const [index, model] of candidates.entries()) {
    const next = candidates[index + 1];
    const alternative = next === undefined ? null : { beginMs };
    const asked = performance.now();
    const { token } = caller;
    const tried = await tryCandidate({ run, model, body, token, signal, estimatedInputTokens, alternative });
    const stop = next === undefined ? null : toStop({ model, exchange: tried.exchange, target });
    if (next === undefined || stop === null) {
      return { ...tried, run, route: route === null ? null : { ref: route.ref, rule, stops } };
    }
    signal.throwIfAborted();
    stops.push({ ...stop, durationMs: Math.round(performance.now() - asked) });
    run = handOver(run, next.ref);
  }
  throw new Error("A request had no model to go to.");
}

/** Why the next model is asked; null when this one's answer, or its refusal, is the answer. */
function toStop({
  model,
  exchange: { fault, firstTokenAt },
  target: { route },
}: {
  model: ResolvedModel;
  exchange: WireExchange;
  target: Target;
}): Omit<RouteStop, "durationMs"> | null {
  const cause = fault === null || firstTokenAt !== null ? null : findCause(fault);
  if (fault === null || cause === null || route?.route.fallbackOn.includes(cause) !== true) return null;
  const { title } = toRunError({ fault, provider: model.wireProvider, model: model.modelId });
  const { ref, modelName } = model;
  return {
    model: ref,
    modelName,
    reason: fault.providerMessage ?? title,
    code: fault.code,
    status: fault.status,
  };
}

/** The run of the next model. It takes over what the budgets hold back: the one that failed keeps nothing but its own cost. */
function handOver(run: StartedRun, model: string): StartedRun {
  const next: StartedRun = { ...run, id: createId(), model, startedAt: Date.now() };
  if (run.reservation !== null) run.reservation = { ...run.reservation, usd: 0 };
  noteStart(next, false);
  return next;
}
