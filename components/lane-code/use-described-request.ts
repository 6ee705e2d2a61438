"use client";

import { useEffect, useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import { readComposer } from "@/components/chat/focus-composer";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { describeRequest } from "@/lib/api/requests";
import { AppError } from "@/lib/app-error";
import type { DescribedRequest } from "@/lib/request-code/described-request";
import { toCurrentRequest } from "./to-current-request";

export type DescribedLane = { described: DescribedRequest | null; words: string; problem: string | null };

const nothingYet: DescribedLane = { described: null, words: "", problem: null };

/** What the lane would send now, read when `isOpen` becomes true and when the lane changes. */
export function useDescribedRequest(session: ChatSession, lane: LaneSession, isOpen: boolean): DescribedLane {
  const { model, settings } = useStore(lane.store);
  const [state, setState] = useState<DescribedLane>(nothingYet);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the lane is read anew when its model or settings change
  useEffect(() => {
    if (!isOpen) return;
    const left = new AbortController();
    const { lane: asked, words } = toCurrentRequest(lane, readComposer(), session.files.ready);
    describeRequest({ chatId: session.id, lane: asked }, left.signal).then(
      (described) => setState({ described, words, problem: null }),
      (error: unknown) => {
        if (left.signal.aborted) return;
        const problem = error instanceof AppError ? error.message : "The server cannot be reached.";
        setState({ described: null, words, problem });
      },
    );
    return () => left.abort();
  }, [session, lane, model, settings, isOpen]);

  return state;
}
