import type { StopResult } from "@/lib/api/endpoints";
import { requestJson } from "@/lib/api/request-json";
import type { TurnExchanges } from "@/lib/runs/shown-exchange";

/** Ends a run; its text so far is kept. */
export const stopRun = (runId: string) =>
  requestJson<StopResult>(`/api/runs/${runId}/stop`, { method: "POST" });

/** What a turn really sent to its providers, by lane, and what they answered. */
export const getTurnExchanges = (turnId: string) =>
  requestJson<TurnExchanges>(`/api/turns/${turnId}/exchanges`);
