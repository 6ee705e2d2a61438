import type { StopResult } from "@/lib/api/endpoints";
import { requestJson } from "@/lib/api/request-json";

/** Ends a run; its text so far is kept. */
export const stopRun = (runId: string) =>
  requestJson<StopResult>(`/api/runs/${runId}/stop`, { method: "POST" });
