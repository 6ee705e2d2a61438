import type { StopResult } from "@/lib/api/endpoints";
import { requestJson } from "@/lib/api/request-json";
import type { TurnExchanges } from "@/lib/runs/shown-exchange";
import type { ToolDecision } from "@/lib/tools/tool-decision";

/** Ends a run; its text so far is kept. */
export const stopRun = (runId: string) =>
  requestJson<StopResult>(`/api/runs/${runId}/stop`, { method: "POST" });

/** Decides what becomes of a tool call that waits; the decision that counts is the first. */
export const decideToolCall = (runId: string, decision: ToolDecision) =>
  requestJson<ToolDecision>(`/api/runs/${runId}/decisions`, { method: "POST", body: decision });

/** What a turn really sent to its providers, by lane, and what they answered. */
export const getTurnExchanges = (turnId: string) =>
  requestJson<TurnExchanges>(`/api/turns/${turnId}/exchanges`);
