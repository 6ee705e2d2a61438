import { compareAnswers, compareNumbers } from "@/lib/comparison/compare-answers";
import type { Comparison } from "./use-comparison";

// A worker, because aligning long answers takes seconds, which typing would feel.
addEventListener("message", ({ data }: MessageEvent<string[]>) => {
  const comparison: Comparison = { stretches: compareAnswers(data), numbers: compareNumbers(data) };
  postMessage(comparison);
});
