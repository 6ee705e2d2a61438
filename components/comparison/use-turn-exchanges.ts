"use client";

import { useEffect, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { getTurnExchanges } from "@/lib/api/runs";
import type { TurnExchanges } from "@/lib/runs/shown-exchange";

type State = { turnId: string; lanes: TurnExchanges | null; problem: string | null };

/** What a turn sent and heard, read when it is wanted. */
export function useTurnExchanges(turnId: string, isWanted: boolean): State {
  const [state, setState] = useState<State>({ turnId, lanes: null, problem: null });

  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    getTurnExchanges(turnId).then(
      (lanes) => isCurrent && setState({ turnId, lanes, problem: null }),
      (error: unknown) => isCurrent && setState({ turnId, lanes: null, problem: toRefusal(error).text }),
    );
    return () => {
      isCurrent = false;
    };
  }, [turnId, isWanted]);

  return state.turnId === turnId ? state : { turnId, lanes: null, problem: null };
}
