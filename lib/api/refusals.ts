import { requestJson } from "@/lib/api/request-json";
import type { FieldRefusal } from "@/lib/refusals/refusal";

/** What models refused, and requests to them leave out. */
export const listRefusals = () => requestJson<FieldRefusal[]>("/api/refusals");

/** Remembers the field for which this run was refused. */
export const rememberRefusal = (runId: string) =>
  requestJson<FieldRefusal>(`/api/runs/${runId}/refusal`, { method: "POST" });

export async function forgetRefusal(refusalId: string): Promise<void> {
  await requestJson(`/api/refusals/${refusalId}`, { method: "DELETE" });
}
