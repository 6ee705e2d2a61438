"use client";

import { useEffect, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { getToolOffer } from "@/lib/api/tools";
import type { ToolOffer } from "@/lib/tools/tool-offer";

export type OfferState =
  | { kind: "loading" }
  | { kind: "known"; offer: ToolOffer }
  | { kind: "failed"; problem: string };

const againAfterMs = 600;

/** What tools the server offers; asked again while one of its MCP servers has not answered. */
export function useToolOffer(): OfferState {
  const [state, setState] = useState<OfferState>({ kind: "loading" });

  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask() {
      try {
        const offer = await getToolOffer(leaving.signal);
        setState({ kind: "known", offer });
        if (offer.servers.some(({ asking }) => asking)) timer = setTimeout(ask, againAfterMs);
      } catch (error) {
        if (!leaving.signal.aborted) setState({ kind: "failed", problem: toRefusal(error).text });
      }
    }
    void ask();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, []);

  return state;
}
