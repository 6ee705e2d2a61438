import "server-only";
import { findCause } from "@/lib/routes/find-cause";
import type { RouteStop } from "@/lib/routes/route-trail";
import { toRunError } from "@/lib/server/wire/to-run-error";
import type { LiveRun } from "./live-run";
import { toEndedAttempt } from "./run-attempts";
import { type CallablePlan, type PlannedModel, type RunPlan, toFirstMetadata } from "./run-plan";
import { type StreamRecord, streamModel } from "./stream-model";

type Asking = {
  /** With the files that its messages refer to. */
  plan: CallablePlan;
  run: LiveRun;
  /** Epoch ms at which the run started. */
  startedAt: number;
};

/** Another model's messages with their files; null when they cannot be read. */
type Fill = (messages: RunPlan["messages"]) => Promise<RunPlan["messages"] | null>;

/** The plan as it was carried out in the end, and what its model's stream left behind. */
type Asked = { plan: CallablePlan; record: StreamRecord };

/**
 * Asks the plan's model; by a route the next one when it fails before its first token, in a way that the route names. Readers
 * are told which model is asked, and `run` keeps the attempts that failed.
 */
export async function askInTurn({ plan: first, run, startedAt }: Asking, fill: Fill): Promise<Asked> {
  let plan = first;
  for (;;) {
    const [next, ...others] = plan.route?.fallbacks ?? [];
    const beganAt = Date.now();
    const record = await streamModel({
      plan,
      run,
      alternative: next === undefined ? null : { beginMs: plan.route?.beginMs ?? null },
      onWait: (waitingFor) => run.tell({ waitingFor }),
    });
    run.exchanges = [...run.exchanges, ...record.exchanges];
    const stop = next === undefined || run.stopped || run.interrupted ? null : toStop(plan, record);
    const [exchange] = record.exchanges;
    if (next === undefined || stop === null || exchange === undefined) return { plan, record };
    const messages = await fill(next.messages);
    if (messages === null) return { plan, record };
    run.attempts.push(toEndedAttempt({ model: plan.model, exchange, startedAt: beganAt }));
    plan = toNextPlan(plan, { next: { ...next, messages }, others, stop });
    run.tellAnew(toFirstMetadata(plan, startedAt));
  }
}

type Next = {
  next: PlannedModel & Pick<CallablePlan, "model">;
  others: NonNullable<RunPlan["route"]>["fallbacks"];
};

function toNextPlan(plan: CallablePlan, { next, others, stop }: Next & { stop: RouteStop }): CallablePlan {
  const route =
    plan.route === null ? null : { ...plan.route, fallbacks: others, stops: [...plan.route.stops, stop] };
  return { ...plan, ...next, route };
}

/** Why the next model is asked; null when what came, or the refusal, is the answer. */
function toStop({ route, model }: CallablePlan, { exchanges }: StreamRecord): RouteStop | null {
  const [exchange, ...others] = exchanges;
  if (exchange === undefined || others.length > 0 || route === null) return null;
  const { fault, firstTokenAt, startedAt, endedAt } = exchange;
  const cause = fault === null || firstTokenAt !== null ? null : findCause(fault);
  if (fault === null || cause === null || !route.fallbackOn.includes(cause)) return null;
  const { title } = toRunError({ fault, provider: model.wireProvider, model: model.modelId });
  return {
    model: model.ref,
    modelName: model.modelName,
    reason: fault.providerMessage ?? title,
    code: fault.code,
    status: fault.status,
    durationMs: Math.round((endedAt ?? performance.now()) - startedAt),
  };
}
