"use client";

import { useEffect, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { searchChats } from "@/lib/api/chats";
import type { SearchHits } from "@/lib/api/endpoints";

const typingPauseMs = 120;

type SearchState = {
  /** Of the query they belong to; null until the first have come. */
  hits: SearchHits | null;
  searching: boolean;
  /** Why it failed; null when it did not. */
  problem: string | null;
};

const idle: SearchState = { hits: null, searching: false, problem: null };

/** What is found for `query`, a moment after its last letter; what was found before stays until then. */
export function useChatSearch(query: string): SearchState {
  const [state, setState] = useState<SearchState>(idle);
  useEffect(() => {
    if (query.trim() === "") {
      setState(idle);
      return;
    }
    const leave = new AbortController();
    setState((before) => ({ ...before, searching: true }));
    const timer = setTimeout(() => {
      searchChats(query, leave.signal).then(
        (hits) => setState({ hits, searching: false, problem: null }),
        (error: unknown) => {
          if (!leave.signal.aborted)
            setState({ hits: null, searching: false, problem: toRefusal(error).text });
        },
      );
    }, typingPauseMs);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [query]);
  return state;
}
