"use client";

import { useEffect, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { getToolOffer } from "@/lib/api/tools";
import type { ToolOffer } from "@/lib/tools/tool-offer";

export type OfferState =
  | { kind: "loading" }
  | { kind: "known"; offer: ToolOffer }
  | { kind: "failed"; problem: string };

/** What tools the server offers, asked once while this is on the screen. */
export function useToolOffer(): OfferState {
  const [state, setState] = useState<OfferState>({ kind: "loading" });

  useEffect(() => {
    const leaving = new AbortController();
    getToolOffer(leaving.signal).then(
      (offer) => setState({ kind: "known", offer }),
      (error: unknown) => {
        if (!leaving.signal.aborted) setState({ kind: "failed", problem: toRefusal(error).text });
      },
    );
    return () => leaving.abort();
  }, []);

  return state;
}
