"use client";

import { useEffect, useState } from "react";
import type { AnswerStretch } from "@/lib/comparison/compare-answers";

/** Answers taken apart, each in the order of the texts. */
export type Comparison = {
  stretches: AnswerStretch[][];
  numbers: { number: string; counts: number[] }[];
};

/** Compares the texts in the background; null until that is done. `texts` must be the same array while it is. */
export function useComparison(texts: string[]): Comparison | null {
  const [done, setDone] = useState<{ texts: string[]; comparison: Comparison } | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL("./answers-worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Comparison>) => {
      setDone({ texts, comparison: data });
      worker.terminate();
    });
    worker.postMessage(texts);
    return () => worker.terminate();
  }, [texts]);
  return done?.texts === texts ? done.comparison : null;
}
