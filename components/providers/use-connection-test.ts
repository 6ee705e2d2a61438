"use client";

import { useRef, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { testConnection } from "@/lib/api/providers";
import type { ConnectionTest, ConnectionTestResult } from "@/lib/providers/connection-test";

/** How far a test is: asking since when, refused before anything was sent, or what came of it. */
export type TestState =
  | { kind: "asking"; test: ConnectionTest; since: number }
  | { kind: "stopped"; test: ConnectionTest }
  | { kind: "refused"; test: ConnectionTest; words: string }
  | { kind: "done"; test: ConnectionTest; result: ConnectionTestResult };

/** Tests a connection, one test at a time; null before the first. */
export function useConnectionTest() {
  const [state, setState] = useState<TestState | null>(null);
  const asking = useRef<AbortController>(null);

  async function ask(test: ConnectionTest) {
    asking.current?.abort();
    const own = new AbortController();
    asking.current = own;
    setState({ kind: "asking", test, since: Date.now() });
    try {
      const result = await testConnection(test, own.signal);
      if (!own.signal.aborted) setState({ kind: "done", test, result });
    } catch (error) {
      if (!own.signal.aborted) setState({ kind: "refused", test, words: toRefusal(error).text });
    }
  }

  function stop() {
    asking.current?.abort();
    if (state?.kind === "asking") setState({ kind: "stopped", test: state.test });
  }

  return { state, ask, stop };
}
