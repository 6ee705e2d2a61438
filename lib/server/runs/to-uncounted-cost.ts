import "server-only";
import { toRunCost } from "@/lib/money/to-run-cost";
import type { RunCost } from "@/lib/runs/answer-metadata";
import { findModel } from "@/lib/server/providers/get-catalogue";
import { getProvider } from "@/lib/server/providers/get-providers";

/** What a run cost of which nobody knows what it used: unknown, unless it ran where nothing costs money. */
export function toUncountedCost(ref: string): RunCost {
  const kind = getProvider(ref.slice(0, Math.max(0, ref.indexOf("/"))))?.kind ?? "hosted";
  return toRunCost({ usage: null, billedUsd: null, model: findModel(ref), kind });
}
